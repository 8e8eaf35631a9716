package dev.tributary.exporters.produce;

import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.kafka.CommittedMessages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

  private final String source;
  private final String key;
  private final Optional<String> lastKey;

  /**
   * The progress of a source.
   *
   * @param ofReference whether it is of a reference
   * @param source names its bytes
   */
  Progress(boolean ofReference, UUID topicId, String source) {
    this.source = source;
    this.key = topicId + "/" + source;
    this.lastKey = ofReference ? Optional.of(topicId + "/last") : Optional.empty();
  }

  /**
   * The messages that say how many of the source's records are sent, and of a reference that it is
   * the last source that any were sent of.
   */
  List<ProducerRecord<byte[], byte[]>> messages(long sent) {
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    messages.add(new ProducerRecord<>(TOPIC, 0, bytes(key), bytes(Long.toString(sent))));
    lastKey.ifPresent(
        last -> messages.add(new ProducerRecord<>(TOPIC, 0, bytes(last), bytes(source))));
    return messages;
  }

  /**
   * How many of the source's records are sent and still count: those of a reference do no longer
   * when another source of it was sent meanwhile. To be asked once the transactional id is
   * initialised: no earlier transaction of it is open then. One of another source may be, and holds
   * back what committed readers see; the broker ends it after its time.
   */
  long read(Settings settings, Broker broker) {
    Map<String, String> found = new HashMap<>();
    new CommittedMessages(settings, broker)
        .read(
            List.of(PARTITION),
            record -> {
              String name = new String(record.key(), StandardCharsets.UTF_8);
              if (name.equals(key) || lastKey.filter(name::equals).isPresent()) {
                found.put(name, new String(record.value(), StandardCharsets.UTF_8));
              }
            });
    boolean counts = lastKey.isEmpty() || source.equals(found.get(lastKey.get()));
    return counts ? Long.parseLong(found.getOrDefault(key, "0")) : 0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
