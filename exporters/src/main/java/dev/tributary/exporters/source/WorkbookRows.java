package dev.tributary.exporters.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/** Rows of the first sheet of an xlsx workbook, streamed: memory does not grow with the sheet. */
final class WorkbookRows implements SourceRows {

  private final ReadableWorkbook workbook;
  private final Stream<org.dhatim.fastexcel.reader.Row> stream;
  private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
  private final List<String> header;

  WorkbookRows(Path file) throws IOException {
    try {
      this.workbook = new ReadableWorkbook(file.toFile());
    } catch (ExcelReaderException e) {
      throw new IOException(
          "file '%s' is no xlsx workbook (%s)".formatted(file.getFileName(), e.getMessage()), e);
    }
    this.stream = workbook.getFirstSheet().openStream();
    this.rows = stream.iterator();
    this.header =
        rows.hasNext()
            ? cells(rows.next()).stream().map(cell -> cell == null ? "" : cell.toString()).toList()
            : List.of();
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public Optional<Row> next() throws IOException {
    try {
      if (!rows.hasNext()) {
        return Optional.empty();
      }
      org.dhatim.fastexcel.reader.Row row = rows.next();
      return Optional.of(new Row(row.getRowNum(), cells(row)));
    } catch (ExcelReaderException e) {
      throw new IOException("the workbook cannot be read on: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
    workbook.close();
  }

  private static List<Object> cells(org.dhatim.fastexcel.reader.Row row) {
    List<Object> cells = new ArrayList<>(row.getCellCount());
    for (Cell cell : row) {
      cells.add(cell == null ? null : value(cell));
    }
    return cells;
  }

  private static Object value(Cell cell) {
    CellType type = cell.getType();
    return switch (type) {
      case NUMBER -> cell.asNumber();
      case BOOLEAN -> cell.asBoolean();
      case EMPTY -> null;
      // What a formula last came to is its cell's value; an error's text is no number and shows.
      case STRING, FORMULA, ERROR -> cell.getText();
    };
  }
}
