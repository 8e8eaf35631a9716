package dev.tributary.catalog.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * What a file of records holds: lines as export and sink write them, with the coordinates of their
 * records. The record itself is not looked at; the digest is of all bytes.
 *
 * @param length in bytes
 * @param sha256 in hexadecimal
 * @param lines the last one too, if its end is missing
 * @param unreadable how many of them name no coordinates, or have no end
 * @param records of the lines that are whole
 * @param doubled those of them that stand in more than one line
 */
public record FileContent(
    long length,
    String sha256,
    long lines,
    long unreadable,
    CoordinateSet records,
    CoordinateSet doubled) {

  private static final int BUFFER = 1 << 16;
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads a stream to its end. */
  public static FileContent read(InputStream in) throws IOException {
    return new Reading().read(in);
  }

  /** A reading that goes on. */
  private static final class Reading {

    private final MessageDigest sha256 = Sha256.create();
    private final CoordinateSet.Builder records = new CoordinateSet.Builder();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long length;
    private long lines;
    private long unreadable;
    private String topicText; // the topic's id is the same in almost every line
    private UUID topicId;

    FileContent read(InputStream in) throws IOException {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        sha256.update(buffer, 0, read);
        length += read;
        split(buffer, read);
      }
      if (begun.size() > 0) {
        lines++;
        unreadable++;
      }
      return new FileContent(
          length,
          HexFormat.of().formatHex(sha256.digest()),
          lines,
          unreadable,
          records.all(),
          records.doubled());
    }

    private void split(byte[] buffer, int size) {
      int start = 0;
      for (int i = 0; i < size; i++) {
        if (buffer[i] == '\n') {
          if (begun.size() == 0) {
            line(buffer, start, i - start);
          } else {
            begun.write(buffer, start, i - start);
            byte[] whole = begun.toByteArray();
            begun.reset();
            line(whole, 0, whole.length);
          }
          start = i + 1;
        }
      }
      begun.write(buffer, start, size - start);
    }

    private void line(byte[] bytes, int start, int size) {
      lines++;
      Optional<Coordinates> at = coordinates(bytes, start, size);
      at.ifPresentOrElse(records::add, () -> unreadable++);
    }

    /** Goes no further into the line than to the last of the three. */
    private Optional<Coordinates> coordinates(byte[] bytes, int start, int size) {
      UUID topic = null;
      Integer partition = null;
      Long offset = null;
      try (JsonParser parser = JSON.createParser(bytes, start, size)) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          return Optional.empty();
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          switch (name) {
            case "topic_id" -> topic = topic(parser.getText());
            case "kafka_partition" -> partition = parser.getIntValue();
            case "kafka_offset" -> offset = parser.getLongValue();
            default -> parser.skipChildren();
          }
          if (topic != null && partition != null && offset != null) {
            return Optional.of(new Coordinates(topic, partition, offset));
          }
        }
        return Optional.empty();
      } catch (IOException | IllegalArgumentException e) {
        return Optional.empty(); // not JSON, or no such values
      }
    }

    private UUID topic(String text) {
      if (!text.equals(topicText)) {
        topicId = UUID.fromString(text);
        topicText = text;
      }
      return topicId;
    }
  }
}
