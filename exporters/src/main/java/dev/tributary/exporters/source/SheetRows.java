package dev.tributary.exporters.source;

import dev.tributary.catalog.record.Excerpt;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Rows of one sheet, streamed: memory does not grow with the sheet. */
final class SheetRows implements Closeable {

  private final String sheet;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private long number;

  SheetRows(Sheet sheet) throws IOException {
    this.sheet = sheet.getName();
    try {
      this.stream = sheet.openStream();
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
    this.rows = stream.iterator();
  }

  /** The next row with a value; empty at the end. */
  Optional<SourceRows.Row> next() throws IOException {
    Optional<SourceRows.Row> row = read();
    while (row.isPresent() && row.get().isEmpty()) {
      row = read();
    }
    return row;
  }

  @Override
  public void close() {
    stream.close();
  }

  private Optional<SourceRows.Row> read() throws IOException {
    Row row;
    try {
      if (!rows.hasNext()) {
        return Optional.empty();
      }
      row = rows.next();
    } catch (RuntimeException e) { // of any kind: the reader trusts what a workbook says
      throw unreadable(e);
    }
    number = Math.max(number + 1, row.getRowNum()); // some writers number no row
    List<Object> cells = new ArrayList<>(row.getCellCount());
    for (Cell cell : row) {
      cells.add(cell == null ? null : value(cell));
    }
    return Optional.of(new SourceRows.Row(number, cells));
  }

  private Object value(Cell cell) throws DamagedFileException {
    return switch (cell.getType()) {
      case NUMBER -> cell.asNumber();
      case BOOLEAN -> cell.asBoolean();
      case EMPTY -> null;
      case FORMULA -> {
        if (cell.getRawValue() == null) {
          throw new DamagedFileException(
              "row %d has a formula in %s that was never computed; save it from a spreadsheet program"
                  .formatted(number, cell.getAddress()));
        }
        yield cell.getValue(); // what the formula last came to
      }
      case STRING, ERROR -> cell.getText(); // an error's text is no number and shows
    };
  }

  private DamagedFileException unreadable(RuntimeException e) {
    return new DamagedFileException(
        e,
        "cannot be read in sheet '%s' after row %d (%s); save it anew"
            .formatted(sheet, number, Excerpt.of(String.valueOf(e.getMessage()))));
  }
}
