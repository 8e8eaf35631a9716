package dev.tributary.exporters.kafka;

import dev.tributary.catalog.record.OffsetRanges;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which offsets carry a committed message: Kafka tells that of none without sending all. The others
 * are of transactions' markers, of aborted ones, or were removed by compaction.
 */
public final class CommittedOffsets implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(250);

  private final String verb;
  private final Settings settings;
  private final Broker broker;

  /**
   * Connects.
   *
   * @param verb begins every message
   * @throws TributaryException if no broker answers
   */
  public CommittedOffsets(String verb, Settings settings) {
    this.verb = verb;
    this.settings = settings;
    this.broker = new Broker(verb, settings);
  }

  /**
   * Offsets that are asked for.
   *
   * @param from the first; what has aged out is passed over
   * @param until behind the last
   */
  public record Wanted(long from, long until) {}

  /**
   * Reads a topic.
   *
   * @param id Kafka's, of the topic that is meant
   * @param wanted by partition
   * @return empty if that topic is no more: deleted, perhaps made anew
   * @throws TributaryException if Kafka does not answer, or sends nothing any more
   */
  public Optional<TopicOffsets> read(String topic, UUID id, Map<Integer, Wanted> wanted) {
    Optional<Broker.TopicState> state = broker.find(topic).filter(found -> found.id().equals(id));
    if (state.isEmpty()) {
      return Optional.empty();
    }
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Map<Integer, TopicOffsets.Partition> partitions = new HashMap<>();
      List<TopicPartition> all =
          wanted.keySet().stream()
              .filter(partition -> partition < state.get().partitions())
              .map(partition -> new TopicPartition(topic, partition))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      Map<Integer, OffsetRanges> records =
          new Reading(consumer, wanted, consumer.beginningOffsets(all), ends).read();
      // What ages out while it is read is not to be missed.
      consumer
          .beginningOffsets(all)
          .forEach(
              (partition, begin) ->
                  partitions.put(
                      partition.partition(),
                      new TopicOffsets.Partition(
                          begin, broker.end(partition), records.get(partition.partition()))));
      return Optional.of(new TopicOffsets(broker.compacts(topic), partitions));
    } catch (KafkaException e) {
      throw new TributaryException(
          "%s: topic '%s' cannot be read on %s (%s); run it again"
              .formatted(verb, topic, broker.servers(), e.getMessage()),
          e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties properties = Broker.readerProperties(settings);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    broker.close();
  }

  /** The reading of one topic. */
  private final class Reading {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> until = new HashMap<>();
    private final Map<Integer, OffsetRanges.Builder> records = new HashMap<>();

    Reading(
        KafkaConsumer<byte[], byte[]> consumer,
        Map<Integer, Wanted> wanted,
        Map<TopicPartition, Long> begins,
        Map<TopicPartition, Long> ends) {
      this.consumer = consumer;
      consumer.assign(ends.keySet());
      ends.forEach(
          (partition, end) -> {
            Wanted of = wanted.get(partition.partition());
            records.put(partition.partition(), new OffsetRanges.Builder());
            until.put(partition, Math.min(of.until(), end));
            consumer.seek(partition, Math.max(of.from(), begins.get(partition)));
          });
    }

    Map<Integer, OffsetRanges> read() {
      Duration patience = Duration.ofMillis(3 * settings.get(Settings.KAFKA_TIMEOUT_MS));
      pauseThoseRead();
      long position = position();
      long deadline = System.nanoTime() + patience.toNanos();
      while (consumer.paused().size() < until.size()) {
        consumer.poll(POLL).forEach(this::take);
        pauseThoseRead();
        if (position() > position) {
          position = position();
          deadline = System.nanoTime() + patience.toNanos();
        } else if (System.nanoTime() > deadline) {
          throw new KafkaException("nothing came for " + patience.toSeconds() + " s");
        }
      }
      Map<Integer, OffsetRanges> read = new HashMap<>();
      records.forEach((partition, offsets) -> read.put(partition, offsets.all()));
      return read;
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
      TopicPartition partition = new TopicPartition(message.topic(), message.partition());
      if (message.offset() < until.get(partition)) {
        records.get(message.partition()).add(message.offset());
      }
    }

    private void pauseThoseRead() {
      consumer.pause(
          until.keySet().stream()
              .filter(partition -> consumer.position(partition) >= until.get(partition))
              .toList());
    }

    private long position() {
      return until.keySet().stream().mapToLong(consumer::position).sum();
    }
  }
}
