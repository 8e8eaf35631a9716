package dev.tributary.exporters.kafka;

import dev.tributary.catalog.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How much of each finite source has been sent: a compacted topic, written in the transactions that
 * send the messages. A source is named by the topic's id and the digest of its bytes, so a topic
 * that was made anew gets everything again.
 */
final class Progress {

  /** The topic's name. */
  static final String TOPIC = "tributary-progress";

  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private final String key;

  Progress(UUID topicId, String digest) {
    this.key = topicId + "/" + digest;
  }

  /** The message that says how many of the source's records are sent. */
  ProducerRecord<byte[], byte[]> message(long sent) {
    return new ProducerRecord<>(
        TOPIC, 0, bytes(key), Long.toString(sent).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * How many of the source's records are sent. To be asked once the source's transactional id is
   * initialised: no earlier transaction of it is open then. One of another source may be, and holds
   * back what committed readers see; the broker ends it after its time.
   */
  long read(Settings settings, Broker broker) {
    AtomicLong sent = new AtomicLong();
    new CommittedMessages(settings, broker)
        .read(
            List.of(PARTITION),
            record -> {
              if (key.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                String count = new String(record.value(), StandardCharsets.US_ASCII);
                sent.set(Long.parseLong(count));
              }
            });
    return sent.get();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
