package dev.tributary.mapreduce.rollup;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A group as bytes that sort as its values do: NULL before all, text by its UTF-8 bytes, numbers by
 * size. A text ends with a zero; one within it is followed by 255, which begins no value.
 */
final class GroupKey {

  private static final byte NULL = 0;
  private static final byte VALUE = 1;
  private static final byte WITHIN = -1;

  private GroupKey() {}

  /** Writes the first values of a row, and NULL for the fields behind them. */
  static void write(Object[] row, int values, int fields, DataOutput out) throws IOException {
    for (int i = 0; i < fields; i++) {
      if (i >= values) {
        out.writeByte(NULL);
        continue;
      }
      out.writeByte(VALUE);
      if (row[i] instanceof String text) {
        write(text, out);
      } else {
        write((int) row[i], out);
      }
    }
  }

  static void write(int number, DataOutput out) throws IOException {
    out.writeInt(number ^ Integer.MIN_VALUE);
  }

  private static void write(String text, DataOutput out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        out.write(bytes, start, i + 1 - start);
        out.writeByte(WITHIN);
        start = i + 1;
      }
    }
    out.write(bytes, start, bytes.length - start);
    out.writeByte(0);
  }

  /** The values of the fields. */
  static List<Object> read(List<Field> fields, ByteBuffer key) {
    List<Object> values = new ArrayList<>();
    for (Field field : fields) {
      if (key.get() == NULL) {
        values.add(null);
      } else if (field.kind() == Kind.TEXT) {
        values.add(text(key));
      } else {
        values.add(readInt(key));
      }
    }
    return values;
  }

  static int readInt(ByteBuffer key) {
    return key.getInt() ^ Integer.MIN_VALUE;
  }

  private static String text(ByteBuffer key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte b = key.get(); ; b = key.get()) {
      if (b == 0) {
        if (!key.hasRemaining() || key.get(key.position()) != WITHIN) {
          return bytes.toString(StandardCharsets.UTF_8);
        }
        key.get();
      }
      bytes.write(b);
    }
  }
}
