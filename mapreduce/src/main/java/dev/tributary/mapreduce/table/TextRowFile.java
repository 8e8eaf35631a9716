package dev.tributary.mapreduce.table;

import dev.tributary.catalog.record.ShortestDecimal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;

/**
 * Rows as {@link dev.tributary.catalog.table.Table.Format#TEXT} lays them down, numbers as {@link
 * ShortestDecimal} writes them, timestamps as {@code YYYY-MM-DD hh:mm:ss[.f]}.
 *
 * <p>The escapes are those of Hive's {@code LazyUtils.writeEscaped}: newline and carriage return
 * become {@code \n} and {@code \r}; a tab or backslash stays itself behind a backslash, for Hive
 * would read {@code \t} as the letter t.
 */
final class TextRowFile implements RowFile {

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private final Writer out;

  TextRowFile(OutputStream stream) {
    this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
  }

  @Override
  public void write(List<?> values) throws IOException {
    String separator = "";
    for (Object value : values) {
      out.write(separator);
      out.write(text(value));
      separator = "\t";
    }
    out.write('\n');
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

  @Override
  public void close() throws IOException {
    out.close();
  }
}
