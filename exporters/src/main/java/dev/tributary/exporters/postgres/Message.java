package dev.tributary.exporters.postgres;

import dev.tributary.catalog.ledger.Quarantined;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.exporters.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A message with its place.
 *
 * @param key null if there is none
 * @param value null if there is none
 * @param sentMs its own time, in ms since 1970
 * @param source the file and row it came from, if it says so; else null
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them; the bytes are handed through
record Message(Coordinates at, byte[] key, byte[] value, long sentMs, String source) {

  /** One that Kafka has just handed out. */
  static Message of(Coordinates at, ConsumerRecord<byte[], byte[]> record) {
    return new Message(at, record.key(), record.value(), record.timestamp(), source(record));
  }

  /** One that waits in quarantine. */
  static Message of(Quarantined held) {
    return new Message(held.at(), held.key(), held.message(), held.sentMs(), held.source());
  }

  /** Size of key and value. */
  long bytes() {
    return (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
  }

  Quarantined quarantined(String reason, String detail) {
    return new Quarantined(at, reason, detail, source, key, value, sentMs);
  }

  private static String source(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(SourceRecord.ORIGIN_HEADER);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8).replace("\u0000", "");
  }
}
