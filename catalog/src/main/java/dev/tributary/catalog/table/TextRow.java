package dev.tributary.catalog.table;

import dev.tributary.catalog.record.ShortestDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A row of {@link Table.Format#TEXT}, written and read: numbers as {@link ShortestDecimal} writes
 * them, timestamps as {@code YYYY-MM-DD hh:mm:ss[.f]}.
 *
 * <p>The escapes are those of Hive's {@code LazyUtils.writeEscaped}: newline and carriage return
 * become {@code \n} and {@code \r}; a tab or backslash stays itself behind a backslash, for Hive
 * would read {@code \t} as the letter t.
 */
public final class TextRow {

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private TextRow() {}

  /** The line of a row, without its newline. */
  public static String format(List<?> values) {
    return values.stream().map(TextRow::text).collect(Collectors.joining("\t"));
  }

  /**
   * The values of a line, without its newline: a {@link String}, {@link Integer}, {@link Long},
   * {@link Double}, {@link Boolean}, {@link LocalDate}, {@link LocalDateTime} or null each.
   *
   * @throws IllegalArgumentException if it has another number of values, or one of another type
   */
  public static List<Object> parse(String line, List<Column> columns) {
    List<Object> values = new ArrayList<>(columns.size());
    int start = 0;
    for (int end = end(line, 0); start <= line.length(); start = end + 1, end = end(line, start)) {
      if (values.size() == columns.size()) {
        throw new IllegalArgumentException("more than the " + columns.size() + " values of a row");
      }
      values.add(value(line.substring(start, end), columns.get(values.size())));
    }
    if (values.size() < columns.size()) {
      throw new IllegalArgumentException(
          values.size() + " values, a row has " + columns.size() + ": '" + line + "'");
    }
    return values;
  }

  private static String text(Object value) {
    if (value == null) {
      return "\\N";
    } else if (value instanceof String string) {
      return escaped(string);
    } else if (value instanceof Double number) {
      return ShortestDecimal.text(number);
    } else if (value instanceof LocalDateTime time) {
      return TIMESTAMP.format(time);
    }
    return value.toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  /** Where a value ends: at a tab that no backslash precedes, or with the line. */
  private static int end(String line, int start) {
    int at = start;
    while (at < line.length() && line.charAt(at) != '\t') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, line.length());
  }

  private static Object value(String text, Column column) {
    if (text.equals("\\N")) {
      return null;
    }
    try {
      return switch ((ColumnType.Scalar) column.type()) {
        case STRING -> unescaped(text);
        case INT -> Integer.valueOf(text);
        case BIGINT -> Long.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case BOOLEAN -> Boolean.valueOf(text);
        case DATE -> LocalDate.parse(text);
        case TIMESTAMP -> LocalDateTime.parse(text, TIMESTAMP);
      };
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "column %s: '%s' is no %s".formatted(column.name(), text, column.type().hive()), e);
    }
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        c = text.charAt(++i);
        c = c == 'n' ? '\n' : c == 'r' ? '\r' : c;
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
