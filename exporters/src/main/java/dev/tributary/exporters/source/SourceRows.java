package dev.tributary.exporters.source;

import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** The rows of a file, one after the other. */
public interface SourceRows extends Closeable {

  /** The names of the columns, as the file's first row with a value gives them. */
  List<String> header();

  /**
   * The next row's cells: a {@link String}, a {@link java.math.BigDecimal}, a {@link Boolean} or
   * null each, as many as the row has.
   *
   * @return empty at the end
   */
  Optional<Row> next() throws IOException;

  /** Day 0 of dates that are numbers: in Excel's calendar, of all days since March 1900. */
  default LocalDateTime dayZero() {
    return LocalDateTime.of(1899, 12, 30, 0, 0); // its own leap-year fault included
  }

  /**
   * A row.
   *
   * @param number as a person counts rows in the file: the first is 1
   */
  record Row(long number, List<Object> cells) {

    /** The cell of a column; null where the row is shorter. */
    public Object cell(int column) {
      return column < cells.size() ? cells.get(column) : null;
    }

    public boolean isEmpty() {
      return cells.stream().allMatch(Row::isEmpty);
    }

    /** Whether a cell has no value. */
    static boolean isEmpty(Object cell) {
      return cell == null || cell.toString().isBlank();
    }
  }
}
