package dev.tributary.mapreduce.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Coordinates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.apache.hadoop.io.Text;

/**
 * A line as {@code export} writes it, with its record untouched.
 *
 * @param at where the record stands in Kafka
 * @param eventTime local time of the event
 * @param landedAt when it was landed, UTC
 * @param value the record, a JSON object, in the very text that stands in the line
 */
public record ExportedLine(Coordinates at, String eventTime, LocalDateTime landedAt, String value) {

  private static final DateTimeFormatter LANDED_AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a line holds, which is given without its line end. */
  public static ExportedLine parse(Text line) throws UnreadableLineException {
    ObjectNode envelope = JSON.createObjectNode();
    String value = null;
    try (JsonParser parser = JSON.createParser(line.getBytes(), 0, line.getLength())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableLineException("not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("value")) {
          value = text(parser, line);
        } else {
          envelope.set(name, parser.<JsonNode>readValueAsTree());
        }
      }
      if (parser.nextToken() != null) {
        throw new UnreadableLineException("not JSON: something follows the object");
      }
    } catch (JsonProcessingException e) {
      throw new UnreadableLineException("not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UnreadableLineException("not JSON: " + e.getMessage()); // bytes that are not UTF-8
    }
    if (value == null) {
      throw new UnreadableLineException("not an exported line: it has no object as value");
    }
    return new ExportedLine(
        StoredRecord.coordinates(envelope),
        text(envelope, "event_time"),
        landedAt(text(envelope, "ingestion_time")),
        value);
  }

  /** The text of the object that begins here; the parser goes to its end. */
  private static String text(JsonParser parser, Text line) throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getByteOffset();
    return new String(line.getBytes(), start, end - start, StandardCharsets.UTF_8);
  }

  private static String text(JsonNode envelope, String name) throws UnreadableLineException {
    if (!envelope.path(name).isTextual()) {
      throw new UnreadableLineException("not an exported line: it has no text as " + name);
    }
    return envelope.get(name).textValue();
  }

  private static LocalDateTime landedAt(String text) throws UnreadableLineException {
    try {
      return LocalDateTime.parse(text, LANDED_AT);
    } catch (DateTimeParseException e) {
      throw new UnreadableLineException(
          "ingestion_time '" + text + "' is not YYYY-MM-DD hh:mm:ss.fff");
    }
  }
}
