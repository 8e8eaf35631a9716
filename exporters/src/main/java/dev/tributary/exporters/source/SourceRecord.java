package dev.tributary.exporters.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record of a source, ready to be sent.
 *
 * @param index how many records of the source come before it
 * @param origin the file and row it comes from
 * @param key the Kafka key
 * @param json the message
 */
public record SourceRecord(long index, String origin, String key, String json) {

  /** The Kafka header that carries the origin. */
  public static final String ORIGIN_HEADER = "tributary-origin";

  /** It as a message of a topic, to whatever partition its key says. */
  public ProducerRecord<byte[], byte[]> message(String topic) {
    return new ProducerRecord<>(
        topic,
        null,
        key.getBytes(StandardCharsets.UTF_8),
        json.getBytes(StandardCharsets.UTF_8),
        List.of(new RecordHeader(ORIGIN_HEADER, origin.getBytes(StandardCharsets.UTF_8))));
  }
}
