package dev.tributary.catalog.table;

import dev.tributary.catalog.record.ShortestDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A row of {@link Table.Format#TEXT}, written and read: numbers as {@link ShortestDecimal} writes
 * them, timestamps as {@code YYYY-MM-DD hh:mm:ss[.f]}, maps as {@code key:value,key:value} in the
 * {@link KeyOrder}. An empty value is the empty text or the empty map.
 *
 * <p>The escapes are those of Hive's {@code LazyUtils.writeEscaped}: newline and carriage return
 * become {@code \n} and {@code \r}; a tab or backslash stays itself behind a backslash, for Hive
 * would read {@code \t} as the letter t; so do comma and colon within a map.
 */
public final class TextRow {

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private static final String NULL = "\\N";

  private TextRow() {}

  /** The line of a row, without its newline. */
  public static String format(List<?> values) {
    return values.stream().map(TextRow::text).collect(Collectors.joining("\t"));
  }

  /**
   * The values of a line, without its newline: a {@link String}, {@link Integer}, {@link Long},
   * {@link Double}, {@link Boolean}, {@link LocalDate}, {@link LocalDateTime}, a {@link SortedMap}
   * of these, or null each.
   *
   * @throws IllegalArgumentException if it has another number of values, or one of another type
   */
  public static List<Object> parse(String line, List<Column> columns) {
    List<String> texts = parts(line, '\t');
    if (texts.size() > columns.size()) {
      throw new IllegalArgumentException("more than the " + columns.size() + " values of a row");
    } else if (texts.size() < columns.size()) {
      throw new IllegalArgumentException(
          texts.size() + " values, a row has " + columns.size() + ": '" + line + "'");
    }
    List<Object> values = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      values.add(value(texts.get(i), columns.get(i)));
    }
    return values;
  }

  private static String text(Object value) {
    if (value == null) {
      return NULL;
    } else if (value instanceof String string) {
      return escaped(string);
    } else if (value instanceof Double number) {
      return ShortestDecimal.text(number);
    } else if (value instanceof LocalDateTime time) {
      return TIMESTAMP.format(time);
    } else if (value instanceof Map<?, ?> map) {
      return text(map);
    }
    return value.toString();
  }

  private static String text(Map<?, ?> map) {
    StringJoiner entries = new StringJoiner(",");
    KeyOrder.sorted(map)
        .forEach((key, value) -> entries.add(withinMap(key) + ":" + withinMap(value)));
    return entries.toString();
  }

  /** Of the types of values, only texts hold a comma, and Hive unescapes only these. */
  private static String withinMap(Object value) {
    return value instanceof String string
        ? escaped(string).replace(",", "\\,").replace(":", "\\:")
        : text(value);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\t", "\\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  /** What stands between the separators; one behind a backslash is none. */
  private static List<String> parts(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == separator) {
        parts.add(text.substring(start, at));
        start = at + 1;
      } else if (text.charAt(at) == '\\') {
        at++;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static Object value(String text, Column column) {
    try {
      return value(text, column.type());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "column %s: '%s' is no %s".formatted(column.name(), text, column.type().hive()), e);
    }
  }

  private static Object value(String text, ColumnType type) {
    if (text.equals(NULL)) {
      return null;
    } else if (type instanceof ColumnType.MapOf map) {
      return map(text, map.value());
    }
    return switch ((ColumnType.Scalar) type) {
      case STRING -> unescaped(text);
      case INT -> Integer.valueOf(text);
      case BIGINT -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case DATE -> LocalDate.parse(text);
      case TIMESTAMP -> LocalDateTime.parse(text, TIMESTAMP);
    };
  }

  private static SortedMap<String, Object> map(String text, ColumnType type) {
    SortedMap<String, Object> map = new TreeMap<>(KeyOrder.UTF_8);
    if (text.isEmpty()) {
      return map;
    }
    for (String entry : parts(text, ',')) {
      String key = parts(entry, ':').get(0);
      map.put(unescaped(key), value(entry.substring(key.length() + 1), type));
    }
    return map;
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
