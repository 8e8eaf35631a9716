package dev.tributary.exporters.postgres;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.ledger.Arrival;
import dev.tributary.catalog.ledger.Batch;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.kafka.Broker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands a feed's messages in PostgreSQL from where the ledger says, a transaction a batch. Kafka's
 * own committed offsets are only told, so that lag tools show something: the ledger's count.
 */
final class Landing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Landing.class);
  private static final Duration POLL = Duration.ofMillis(250);

  /** A broker that is silent for so long while messages are known to be there is away. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** A batch that keeps meeting things landed from elsewhere meanwhile is sorted so often. */
  private static final int SORT_ATTEMPTS = 10;

  private final Settings settings;
  private final Ledger ledger;
  private final RunId run;
  private final Feed feed;
  private final Sorting sorting;
  private final Consumer<byte[], byte[]> consumer;
  private final Map<String, UUID> topicIds = new HashMap<>();
  private final Map<TopicPartition, Long> landedUntil = new LinkedHashMap<>();
  private final Listener listener;
  private long heard = System.nanoTime();

  /** Whoever counts what is landed. */
  interface Listener {
    void landed(Landed batch);
  }

  /**
   * Goes to the offsets that the ledger names.
   *
   * @param listener is told of each batch that is in
   * @throws TributaryException if a topic is absent, or offsets are gone that were never landed
   */
  Landing(
      Settings settings,
      Ledger ledger,
      RunId run,
      Feed feed,
      List<Broker.TopicState> topics,
      Listener listener) {
    this.listener = listener;
    this.settings = settings;
    this.ledger = ledger;
    this.run = run;
    this.feed = feed;
    this.sorting = new Sorting(feed, ledger, settings.get(Settings.MESSAGE_MAX_BYTES));
    this.consumer = consumer(settings);
    try {
      ledger.register(feed);
      topics.forEach(this::start);
      consumer.assign(landedUntil.keySet());
      landedUntil.forEach(consumer::seek);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Lands up to the offsets that are the last ones now.
   *
   * @param maxRecords how many messages at most
   */
  void landToEnd(long maxRecords) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(landedUntil.keySet());
    long messages = 0;
    while (messages < maxRecords && !reached(ends)) {
      messages += landBatch(maxRecords - messages, ends).messages();
    }
  }

  /**
   * Lands what has come since, if anything has.
   *
   * @throws KafkaException if nothing has come for a while because the brokers are away: the
   *     consumer would wait for them in silence
   */
  void landArrived() {
    boolean came = landBatch(Long.MAX_VALUE, Map.of()).batches() > 0;
    if (!came && System.nanoTime() - heard > SILENCE.toNanos()) {
      consumer.endOffsets(landedUntil.keySet());
      came = true;
    }
    heard = came ? System.nanoTime() : heard;
  }

  Feed feed() {
    return feed;
  }

  private Landed landBatch(long maxRecords, Map<TopicPartition, Long> ends) {
    Instant startedAt = Instant.now();
    long wanted = Math.min(settings.get(Settings.LAND_BATCH_ROWS), maxRecords);
    long maxBytes = settings.get(Settings.LAND_BATCH_BYTES);
    Backlog backlog = new Backlog(wanted, maxBytes);
    long deadline = deadline();
    long reached = positions();
    boolean more = true;
    while (more && !backlog.isFull()) {
      boolean came = poll(backlog);
      // Transactions that were given up move the position and bring no message.
      boolean moved = positions() > reached;
      reached = positions();
      deadline = moved ? deadline() : deadline;
      if (System.nanoTime() > deadline) {
        throw new TributaryException(
            "land: Kafka at %s has not answered for %d s; run it again, it goes on where it was"
                .formatted(settings.get(Settings.KAFKA_BOOTSTRAP_SERVERS), SILENCE.toSeconds()),
            new TimeoutException("no answer"));
      }
      // Without an end to reach, what has come is landed as soon as nothing more comes.
      more = ends.isEmpty() ? came : !reached(ends);
    }
    return commit(backlog.messages(), startedAt);
  }

  private long positions() {
    return landedUntil.keySet().stream().mapToLong(consumer::position).sum();
  }

  private static long deadline() {
    return System.nanoTime() + SILENCE.toNanos();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(POLL));
  }

  private void start(Broker.TopicState topic) {
    topicIds.put(topic.name(), topic.id());
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < topic.partitions(); partition++) {
      partitions.add(new TopicPartition(topic.name(), partition));
    }
    Map<Integer, Long> beginnings = new HashMap<>();
    consumer
        .beginningOffsets(partitions)
        .forEach((partition, offset) -> beginnings.put(partition.partition(), offset));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<Integer, Long> next = ledger.register(feed, topic.id(), topic.name(), beginnings, run);
    for (TopicPartition partition : partitions) {
      long from = next.get(partition.partition());
      long beginning = beginnings.get(partition.partition());
      if (from < beginning) {
        throw new TributaryException(
            "land: offsets %d to %d of %s have aged out of Kafka before they were landed; they are lost there, check the topic's retention"
                .formatted(from, beginning - 1, partition));
      }
      long end = ends.get(partition);
      if (from > end) {
        throw new TributaryException(
            "land: %s ends at offset %d and was landed up to %d: Kafka has lost records; find out why before landing on"
                .formatted(partition, end, from));
      }
      landedUntil.put(partition, from);
    }
  }

  /** Adds what comes, until a batch is full; what is beyond it is asked for again next time. */
  private boolean poll(Backlog backlog) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      UUID topicId = topicIds.get(partition.topic());
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        if (backlog.isFull()) {
          consumer.seek(partition, record.offset());
          break;
        }
        Coordinates at = new Coordinates(topicId, partition.partition(), record.offset());
        backlog.add(Message.of(at, record));
      }
    }
    return !records.isEmpty();
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private Landed commit(List<Message> messages, Instant startedAt) {
    List<OffsetRange> ranges = new ArrayList<>();
    Map<TopicPartition, Long> until = new LinkedHashMap<>();
    landedUntil.forEach(
        (partition, from) -> {
          long position = consumer.position(partition);
          if (position > from) {
            UUID topicId = topicIds.get(partition.topic());
            ranges.add(new OffsetRange(topicId, partition.partition(), from, position));
            until.put(partition, position);
          }
        });
    if (ranges.isEmpty()) {
      return Landed.NOTHING;
    }
    for (int attempt = 0; attempt < SORT_ATTEMPTS; attempt++) {
      Arrival arrival = sorting.sort(messages, ranges, startedAt);
      Optional<Batch> batch = ledger.commit(feed, run, arrival);
      if (batch.isPresent()) {
        landedUntil.putAll(until);
        tellKafka(until);
        LOG.info(
            "landed run={} feed={} batch={} rows={} duplicates={} quarantined={} warnings={}",
            run,
            feed.name(),
            batch.get().version(),
            batch.get().rows(),
            batch.get().duplicates(),
            batch.get().quarantined(),
            batch.get().warnings());
        Landed landed = Landed.of(arrival, settings.get(Settings.QUARANTINE_MAX_RATIO));
        listener.landed(landed);
        return landed;
      }
    }
    throw new TributaryException(
        "land: another run keeps landing the same things of %s from other partitions; run it again when that has ended"
            .formatted(feed.name()));
  }

  private void tellKafka(Map<TopicPartition, Long> until) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    until.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    try {
      consumer.commitSync(offsets);
    } catch (KafkaException e) {
      LOG.warn(
          "Kafka was not told the offsets run={} feed={}: {}", run, feed.name(), e.getMessage());
    }
  }

  private static Consumer<byte[], byte[]> consumer(Settings settings) {
    Properties properties = Broker.readerProperties(settings);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.get(Settings.KAFKA_GROUP_ID));
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        Long.toString(Math.min(2_000, settings.get(Settings.LAND_BATCH_ROWS))));
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
