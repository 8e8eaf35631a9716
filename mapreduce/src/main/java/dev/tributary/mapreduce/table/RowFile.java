package dev.tributary.mapreduce.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file that is being written, row by row. */
interface RowFile extends Closeable {

  /**
   * Appends a row.
   *
   * @param values one for each column, null for NULL: {@code String}, {@code Integer}, {@code
   *     Long}, {@code Double}, {@code Boolean}, {@code LocalDate} or {@code LocalDateTime} as the
   *     column's type asks
   */
  void write(List<?> values) throws IOException;
}
