package dev.tributary.mapreduce.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tributary.catalog.record.Coordinates;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.io.Text;

/**
 * A record as a line of a file holds it: in the envelope that {@code export} writes, an object with
 * the record as {@code value} and its place in Kafka beside it, or bare.
 *
 * @param coordinates where it stands in Kafka; nothing for a bare record
 * @param value what was sent; a JSON null if there was nothing
 */
public record StoredRecord(Optional<Coordinates> coordinates, JsonNode value) {

  // Without the check of what follows, '{…} {…}' would lose its second half in silence.
  private static final ObjectReader JSON =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The record of a line, without its line end. */
  public static StoredRecord parse(Text line) throws UnreadableLineException {
    return of(tree(line));
  }

  /** The record that a JSON value is. */
  static StoredRecord of(JsonNode root) throws UnreadableLineException {
    if (!root.isObject()) {
      throw new UnreadableLineException("not a JSON object");
    }
    if (!root.has("kafka_offset") || !root.has("value")) {
      return new StoredRecord(Optional.empty(), root);
    }
    return new StoredRecord(Optional.of(coordinates(root)), root.get("value"));
  }

  private static JsonNode tree(Text line) throws UnreadableLineException {
    try {
      return JSON.readTree(line.getBytes(), 0, line.getLength());
    } catch (JsonProcessingException e) {
      throw new UnreadableLineException("not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UnreadableLineException("not JSON: " + e.getMessage()); // bytes that are not UTF-8
    }
  }

  /** Where the record of an envelope stands in Kafka. */
  static Coordinates coordinates(JsonNode envelope) throws UnreadableLineException {
    JsonNode topicId = envelope.path("topic_id");
    JsonNode partition = envelope.path("kafka_partition");
    JsonNode offset = envelope.path("kafka_offset");
    // UUID.fromString takes short groups too: '1-1-1-1-1' would be another topic's id.
    if (topicId.asText().length() != 36
        || !partition.isIntegralNumber()
        || !partition.canConvertToInt()
        || !offset.isIntegralNumber()
        || !offset.canConvertToLong()) {
      throw new UnreadableLineException(
          "an envelope without topic_id (a UUID), kafka_partition and kafka_offset (numbers)");
    }
    try {
      return new Coordinates(
          UUID.fromString(topicId.asText()), partition.intValue(), offset.longValue());
    } catch (IllegalArgumentException e) {
      throw new UnreadableLineException("an envelope with wrong coordinates: " + e.getMessage());
    }
  }
}
