package dev.tributary.exporters.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record of a source, ready to be sent.
 *
 * @param index how many records of the source come before it
 * @param origin the file and row it comes from
 * @param key the Kafka key
 * @param json the message
 * @param furtherTopics where it goes besides its source's topic, in the same transaction
 */
public record SourceRecord(
    long index, String origin, String key, String json, List<String> furtherTopics) {

  /** The Kafka header that carries the origin. */
  public static final String ORIGIN_HEADER = "tributary-origin";

  public SourceRecord {
    furtherTopics = List.copyOf(furtherTopics);
  }

  /** One that goes to its source's topic alone. */
  public SourceRecord(long index, String origin, String key, String json) {
    this(index, origin, key, json, List.of());
  }

  /** It as messages, of its source's topic and the further ones. */
  public Stream<ProducerRecord<byte[], byte[]>> messages(String topic) {
    return Stream.concat(Stream.of(topic), furtherTopics.stream()).map(this::message);
  }

  /** It as a message of one topic, to whatever partition its key says. */
  public ProducerRecord<byte[], byte[]> message(String topic) {
    return new ProducerRecord<>(
        topic,
        null,
        key.getBytes(StandardCharsets.UTF_8),
        json.getBytes(StandardCharsets.UTF_8),
        List.of(new RecordHeader(ORIGIN_HEADER, origin.getBytes(StandardCharsets.UTF_8))));
  }
}
