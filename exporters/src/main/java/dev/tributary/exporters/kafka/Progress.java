package dev.tributary.exporters.kafka;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How much of each finite source has been sent: a compacted topic, written in the transactions that
 * send the messages. A source is named by the topic's id and the digest of its bytes, so a topic
 * that was made anew gets everything again.
 */
final class Progress {

  /** The topic's name. */
  static final String TOPIC = "tributary-progress";

  private static final Duration POLL = Duration.ofMillis(250);

  /** So often the broker looks for transactions that are over their time. */
  private static final Duration ABORT_INTERVAL = Duration.ofSeconds(10);

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
    Properties properties = Broker.clientProperties(settings);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    Duration timeout = Duration.ofMillis(settings.get(Settings.KAFKA_TIMEOUT_MS));
    long sent = 0;
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = broker.end(PARTITION);
      Duration patience = timeout.plus(Production.TRANSACTION_TIMEOUT).plus(ABORT_INTERVAL);
      long deadline = System.nanoTime() + patience.toNanos();
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (key.equals(new String(record.key(), StandardCharsets.UTF_8))) {
            sent = Long.parseLong(new String(record.value(), StandardCharsets.US_ASCII));
          }
        }
        if (System.nanoTime() > deadline) {
          throw new TimeoutException("its end was not reached in " + patience.toSeconds() + " s");
        }
      }
    } catch (TimeoutException e) {
      throw new TributaryException(
          "produce: the progress topic '%s' cannot be read on %s (%s); run it again"
              .formatted(TOPIC, settings.get(Settings.KAFKA_BOOTSTRAP_SERVERS), e.getMessage()),
          e);
    }
    return sent;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
