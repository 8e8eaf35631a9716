package dev.tributary.exporters.kafka;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All committed messages of partitions, from their beginning to what is their end now. */
public record CommittedMessages(Settings settings, Broker broker) {

  private static final Duration POLL = Duration.ofMillis(250);

  /** So often the broker looks for transactions that are over their time. */
  private static final Duration ABORT_INTERVAL = Duration.ofSeconds(10);

  /**
   * Hands them out, in their order within each partition. An open transaction holds back what
   * committed readers see; the broker ends it after its time.
   *
   * @throws TributaryException if the end is not reached by then
   */
  public void read(
      List<TopicPartition> partitions, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    Properties properties = Broker.readerProperties(settings);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    Duration timeout = Duration.ofMillis(settings.get(Settings.KAFKA_TIMEOUT_MS));
    Duration patience = timeout.plus(Sender.TRANSACTION_TIMEOUT).plus(ABORT_INTERVAL);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>();
      partitions.forEach(partition -> ends.put(partition, broker.end(partition)));
      long deadline = System.nanoTime() + patience.toNanos();
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(POLL).forEach(reader);
        if (System.nanoTime() > deadline) {
          throw new TimeoutException("its end was not reached in " + patience.toSeconds() + " s");
        }
      }
    } catch (TimeoutException e) {
      throw new TributaryException(
          "produce: topic '%s' cannot be read on %s (%s); run it again"
              .formatted(
                  partitions.get(0).topic(),
                  settings.get(Settings.KAFKA_BOOTSTRAP_SERVERS),
                  e.getMessage()),
          e);
    }
  }
}
