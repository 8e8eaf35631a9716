package dev.tributary.exporters.postgres;

import dev.tributary.catalog.ledger.ReplayableRange;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.kafka.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads offsets again that were landed before. */
record Rereading(Settings settings) {

  private static final Duration POLL = Duration.ofMillis(250);

  /** A broker that is silent for so long while messages are known to be there is away. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /**
   * The committed messages of these ranges.
   *
   * @throws TributaryException if the topic is another one by now, or has the offsets no more
   */
  List<Message> read(List<ReplayableRange> ranges) {
    checkTopics(ranges);
    List<Message> messages = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = consumer()) {
      try {
        for (ReplayableRange range : ranges) {
          checkThere(consumer, range);
          read(consumer, range, messages);
        }
      } finally {
        consumer.close(CloseOptions.timeout(POLL));
      }
    } catch (KafkaException e) {
      throw new TributaryException(
          "replay: Kafka at %s failed (%s); nothing has changed, run it again"
              .formatted(settings.get(Settings.KAFKA_BOOTSTRAP_SERVERS), e.getMessage()),
          e);
    }
    return messages;
  }

  private void checkTopics(List<ReplayableRange> ranges) {
    try (Broker broker = new Broker("replay", settings)) {
      for (ReplayableRange range : ranges) {
        boolean same =
            broker
                .find(range.topic())
                .filter(topic -> topic.id().equals(range.range().topicId()))
                .isPresent();
        if (!same) {
          throw new TributaryException(
              "replay: topic '%s' on %s is not the one any more that was landed from: it was deleted, and its messages with it; send them again and land them"
                  .formatted(range.topic(), broker.servers()));
        }
      }
    }
  }

  private static void checkThere(Consumer<byte[], byte[]> consumer, ReplayableRange range) {
    TopicPartition partition = partition(range);
    long beginning = consumer.beginningOffsets(List.of(partition)).get(partition);
    if (beginning > range.range().from()) {
      throw new TributaryException(
          "replay: offsets %d to %d of %s have aged out of Kafka; send their records again and land them"
              .formatted(
                  range.range().from(), Math.min(beginning, range.range().until()) - 1, partition));
    }
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    if (end < range.range().until()) {
      throw new TributaryException(
          "replay: %s ends at offset %d and was landed up to %d: Kafka has lost records; find out why"
              .formatted(partition, end, range.range().until()));
    }
  }

  private void read(
      Consumer<byte[], byte[]> consumer, ReplayableRange range, List<Message> messages) {
    TopicPartition partition = partition(range);
    consumer.assign(List.of(partition));
    consumer.seek(partition, range.range().from());
    long until = range.range().until();
    long reached = range.range().from();
    long deadline = System.nanoTime() + SILENCE.toNanos();
    while (reached < until) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        if (record.offset() < until) {
          Coordinates at =
              new Coordinates(range.range().topicId(), partition.partition(), record.offset());
          messages.add(Message.of(at, record));
        }
      }
      if (consumer.position(partition) > reached) {
        deadline = System.nanoTime() + SILENCE.toNanos();
      }
      reached = consumer.position(partition);
      if (System.nanoTime() > deadline) {
        throw new TributaryException(
            "replay: Kafka at %s has not answered for %d s; nothing has changed, run it again"
                .formatted(settings.get(Settings.KAFKA_BOOTSTRAP_SERVERS), SILENCE.toSeconds()));
      }
    }
  }

  private static TopicPartition partition(ReplayableRange range) {
    return new TopicPartition(range.topic(), range.range().partition());
  }

  private Consumer<byte[], byte[]> consumer() {
    Properties properties = Broker.readerProperties(settings);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
