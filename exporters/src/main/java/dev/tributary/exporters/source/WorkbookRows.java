package dev.tributary.exporters.source;

import dev.tributary.catalog.record.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;

/** Rows of an xlsx workbook: of the sheet that is named, else of the only one that has any. */
final class WorkbookRows implements SourceRows {

  /** Day 0 of workbooks that count from 1904, as those of old Macs do. */
  private static final LocalDateTime DAY_ZERO_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);

  private final ReadableWorkbook workbook;
  private final SheetRows rows;
  private final List<String> header;

  /**
   * Opens a workbook.
   *
   * @throws DamagedFileException if it cannot be told which sheet is meant
   */
  WorkbookRows(Path file, Optional<String> sheet) throws IOException {
    this.workbook = open(file);
    try {
      this.rows = new SheetRows(sheet.isPresent() ? named(sheet.get()) : onlyFilled());
      this.header =
          rows.next()
              .map(row -> row.cells().stream().map(CellValues::text).toList())
              .orElse(List.of());
    } catch (IOException e) {
      workbook.close();
      throw e;
    }
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public LocalDateTime dayZero() {
    return workbook.isDate1904() ? DAY_ZERO_1904 : SourceRows.super.dayZero();
  }

  @Override
  public Optional<Row> next() throws IOException {
    return rows.next();
  }

  @Override
  public void close() throws IOException {
    rows.close();
    workbook.close();
  }

  private static ReadableWorkbook open(Path file) throws IOException {
    try {
      return new ReadableWorkbook(file.toFile());
    } catch (IOException | RuntimeException e) { // the reader trusts what a workbook says
      throw new DamagedFileException(
          e,
          "is no .xlsx workbook within (%s); save it as one"
              .formatted(Excerpt.of(String.valueOf(e.getMessage()))));
    }
  }

  private Sheet named(String name) throws DamagedFileException {
    return workbook
        .getSheets()
        .filter(sheet -> sheet.getName().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DamagedFileException(
                    "has no sheet '%s'; it has: %s"
                        .formatted(Excerpt.of(name), names(workbook.getSheets().toList()))));
  }

  private Sheet onlyFilled() throws IOException {
    List<Sheet> filled = new ArrayList<>();
    for (Sheet sheet : workbook.getSheets().toList()) {
      try (SheetRows look = new SheetRows(sheet)) {
        if (look.next().isPresent()) {
          filled.add(sheet);
        }
      }
    }
    if (filled.size() > 1) {
      throw new DamagedFileException(
          "has rows in %d sheets (%s); name the one to send with --sheet NAME"
              .formatted(filled.size(), names(filled)));
    }
    if (filled.isEmpty()) {
      throw new DamagedFileException("is empty: no sheet has a row; get it again");
    }
    return filled.get(0);
  }

  private static String names(List<Sheet> sheets) {
    return sheets.stream()
        .map(sheet -> "'" + Excerpt.of(sheet.getName()) + "'")
        .collect(Collectors.joining(", "));
  }
}
