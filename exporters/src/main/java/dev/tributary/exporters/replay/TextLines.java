package dev.tributary.exporters.replay;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of UTF-8 text. */
final class TextLines implements Closeable {

  /** Of a record in bytes; some times what Kafka takes as a message. */
  static final int LIMIT = 4 << 20;

  private final InputStream in;
  private long number;

  /**
   * Reads lines.
   *
   * @param in buffered, without a byte order mark
   */
  TextLines(InputStream in) {
    this.in = in;
  }

  /** The next line that is not blank; empty at the end. */
  Optional<Line> next() throws IOException {
    for (int c = in.read(); c >= 0; c = in.read()) {
      number++;
      Line line = line(c);
      if (!line.isBlank()) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A line beyond the limit is read to its end, and not kept. */
  private Line line(int first) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean whole = true;
    for (int c = first; c >= 0 && c != '\n'; c = in.read()) {
      if (bytes.size() < LIMIT) {
        bytes.write(c);
      } else {
        whole = false;
      }
    }
    return new Line(number, ByteBuffer.wrap(bytes.toByteArray()), whole);
  }

  /**
   * A line.
   *
   * @param number as a person counts them: the first is 1
   * @param bytes without its end, as far as they were kept
   */
  record Line(long number, ByteBuffer bytes, boolean whole) {

    /** Its first byte that is no space; a space if there is none. */
    char first() {
      for (int i = 0; i < bytes.limit(); i++) {
        byte c = bytes.get(i);
        if (c != ' ' && c != '\t' && c != '\r') {
          return (char) (c & 0xff);
        }
      }
      return ' ';
    }

    boolean isBlank() {
      return whole && first() == ' ';
    }

    String text() throws RefusedRecordException {
      if (!whole) {
        throw new RefusedRecordException("is longer than %,d bytes".formatted(LIMIT));
      }
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
      } catch (CharacterCodingException e) {
        throw new RefusedRecordException("is not UTF-8", e);
      }
    }
  }
}
