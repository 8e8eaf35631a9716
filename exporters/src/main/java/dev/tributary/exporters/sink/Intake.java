package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.SinkPositions;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.kafka.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions that Kafka gives this instance, read from where the ledger says. Kafka's own
 * committed offsets are only told. For one thread.
 */
final class Intake implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /** Longer than any write takes: who is silent for so long is taken to be stuck. */
  private static final Duration MOST_BETWEEN_POLLS = Duration.ofMinutes(15);

  private static final int FETCH_BYTES = 8 << 20;
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Settings settings;
  private final RunId run;
  private final Topics known;
  private final boolean acceptMissing;
  private final Collection<Broker.TopicState> topics;
  private final Consumer<byte[], byte[]> consumer;

  /** Given to this instance and not yet begun with. */
  private final Set<TopicPartition> waiting = new HashSet<>();

  /** Where each partition stands: written up to, and read up to. */
  private final Map<TopicPartition, Standing> standings = new LinkedHashMap<>();

  private long losses;
  private boolean joined;

  private static final class Standing {
    private final UUID topicId;
    private long written;
    private long read;

    private Standing(UUID topicId, long written) {
      this.topicId = topicId;
      this.written = written;
      this.read = written;
    }
  }

  /** Which topics there are now. */
  interface Topics {
    Optional<Broker.TopicState> find(String name);
  }

  /**
   * Joins the group; no partition is had before the first poll.
   *
   * @param topics as they are when the sink begins
   */
  Intake(
      Settings settings,
      RunId run,
      Consumer<byte[], byte[]> consumer,
      Topics known,
      Collection<Broker.TopicState> topics,
      boolean acceptMissing) {
    this.settings = settings;
    this.run = run;
    this.known = known;
    this.acceptMissing = acceptMissing;
    this.topics = topics;
    this.consumer = consumer;
    consumer.subscribe(topics.stream().map(Broker.TopicState::name).toList(), new Rebalance());
  }

  /** What a rebalance changes: partitions come paused, and go with all that was read of them. */
  private final class Rebalance implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> given) {
      joined = true;
      for (TopicPartition partition : given) {
        consumer.seek(partition, 0); // anywhere: the ledger is asked before it is read
      }
      consumer.pause(given);
      waiting.addAll(given);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> taken) {
      if (!taken.isEmpty()) {
        LOG.info("given back run={} partitions={}", run, taken);
        forget(taken);
        rewind();
      }
    }

    private void forget(Collection<TopicPartition> taken) {
      taken.forEach(standings::remove);
      waiting.removeAll(taken);
    }
  }

  /** Changes each time that what was read and is not written must be forgotten. */
  long losses() {
    return losses;
  }

  /** Whether there are partitions that {@link #begin} has not begun with. */
  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Whether Kafka has taken it into the group, and it has begun with what it was given, if any. */
  boolean isReading() {
    return joined && waiting.isEmpty();
  }

  /** Begins with the partitions that have come, each where the ledger says. */
  void begin(SinkPositions ledger) {
    Map<String, List<TopicPartition>> byTopic =
        waiting.stream().collect(Collectors.groupingBy(TopicPartition::topic));
    for (Map.Entry<String, List<TopicPartition>> topic : byTopic.entrySet()) {
      begin(topic.getKey(), topic.getValue(), ledger);
      waiting.removeAll(topic.getValue());
    }
  }

  private void begin(String topic, List<TopicPartition> partitions, SinkPositions ledger) {
    UUID id = state(topic).id();
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<Integer, Long> first = new HashMap<>();
    for (TopicPartition partition : partitions) {
      boolean latest = latest(id, partition.partition());
      first.put(partition.partition(), (latest ? ends : beginnings).get(partition));
    }
    Map<Integer, Long> next = ledger.register(id, topic, first);
    for (TopicPartition partition : partitions) {
      long from = next.get(partition.partition());
      long beginning = beginnings.get(partition);
      if (from > ends.get(partition)) {
        throw new LostMessagesException(
            "sink: %s ends at offset %d and was written up to %d: Kafka has lost messages; find out why before going on"
                .formatted(partition, ends.get(partition), from));
      }
      if (from < beginning) {
        skip(partition, new OffsetRange(id, partition.partition(), from, beginning), ledger);
        from = beginning;
      }
      standings.put(partition, new Standing(id, from));
      consumer.seek(partition, from);
      LOG.info("reading run={} partition={} from={}", run, partition, from);
    }
    consumer.resume(partitions);
  }

  /** What has come to be since this instance began is read from its beginning. */
  private boolean latest(UUID topicId, int partition) {
    return settings.get(Settings.SINK_OFFSET_RESET).equals("latest")
        && topics.stream().anyMatch(t -> t.id().equals(topicId) && partition < t.partitions());
  }

  private void skip(TopicPartition partition, OffsetRange gone, SinkPositions ledger) {
    String what =
        "offsets %d to %d of %s have aged out of Kafka before they were written"
            .formatted(gone.from(), gone.until() - 1, partition);
    if (!acceptMissing) {
      throw new LostMessagesException(
          "sink: %s; they are lost there, check the topic's retention, and pass --accept-missing to go on"
              .formatted(what));
    }
    LOG.warn("accepted run={}: {}", run, what);
    ledger.skip(gone);
  }

  private Broker.TopicState state(String topic) {
    return known
        .find(topic)
        .orElseThrow(
            () ->
                new TributaryException(
                    "sink: topic '%s' does not exist any more".formatted(topic)));
  }

  /** What has come; nothing of it is {@linkplain #taken taken} yet. */
  ConsumerRecords<byte[], byte[]> poll(Duration most) {
    try {
      return consumer.poll(most);
    } catch (OffsetOutOfRangeException e) {
      LOG.warn(
          "out of range run={} {}: asking the ledger anew", run, e.offsetOutOfRangePartitions());
      rewind();
      return ConsumerRecords.empty();
    }
  }

  /** A record is read; of a partition that is begun with, its topic's id. */
  Optional<UUID> taken(ConsumerRecord<byte[], byte[]> record) {
    Standing standing = standings.get(new TopicPartition(record.topic(), record.partition()));
    if (standing == null) {
      return Optional.empty();
    }
    standing.read = record.offset() + 1;
    return Optional.of(standing.topicId);
  }

  /** All that the last poll has brought is read: also what carries no record. */
  void takenAll() {
    standings.forEach(
        (partition, standing) ->
            standing.read = Math.max(standing.read, consumer.position(partition)));
  }

  /** Keeps this instance in the group for a while, without reading anything. */
  void idle(Duration time) {
    consumer.pause(consumer.assignment());
    try {
      poll(time);
    } finally {
      consumer.resume(standings.keySet().stream().filter(p -> !waiting.contains(p)).toList());
    }
  }

  /** What is read and not written. */
  List<OffsetRange> unwritten() {
    List<OffsetRange> ranges = new ArrayList<>();
    standings.forEach(
        (partition, standing) -> {
          if (standing.read > standing.written) {
            ranges.add(
                new OffsetRange(
                    standing.topicId, partition.partition(), standing.written, standing.read));
          }
        });
    return ranges;
  }

  /**
   * Whether the topics of what is read are still those that they were; if one was deleted and made
   * anew, what was read of it is forgotten.
   */
  boolean isOfTheseTopics() {
    Map<String, UUID> ids = new HashMap<>();
    standings.forEach((partition, standing) -> ids.put(partition.topic(), standing.topicId));
    boolean same = true;
    for (Map.Entry<String, UUID> topic : ids.entrySet()) {
      same &= known.find(topic.getKey()).filter(t -> t.id().equals(topic.getValue())).isPresent();
    }
    if (!same) {
      LOG.warn("a topic was deleted run={}: asking the ledger anew", run);
      rewind();
    }
    return same;
  }

  /** These ranges are written. */
  void written(List<OffsetRange> ranges) {
    Map<TopicPartition, OffsetAndMetadata> told = new HashMap<>();
    standings.forEach(
        (partition, standing) ->
            ranges.stream()
                .filter(
                    range ->
                        range.topicId().equals(standing.topicId)
                            && range.partition() == partition.partition())
                .forEach(
                    range -> {
                      standing.written = range.until();
                      told.put(partition, new OffsetAndMetadata(range.until()));
                    }));
    consumer.commitAsync(
        told,
        (offsets, failure) -> {
          if (failure != null) {
            LOG.debug("Kafka was not told the offsets run={}: {}", run, failure.getMessage());
          }
        });
  }

  /** Forgets what is read and not written; it is read again from where the ledger says. */
  void rewind() {
    losses++;
    waiting.addAll(standings.keySet());
    consumer.pause(standings.keySet());
    standings.clear();
  }

  /** Where this instance has read its partitions to. */
  Map<TopicPartition, Long> read() {
    Map<TopicPartition, Long> read = new HashMap<>();
    standings.forEach((partition, standing) -> read.put(partition, standing.read));
    return read;
  }

  /** Its partitions, and how many messages of each are not read, as far as Kafka has told. */
  Map<TopicPartition, OptionalLong> lags() {
    Map<TopicPartition, OptionalLong> lags = new HashMap<>();
    standings.keySet().forEach(partition -> lags.put(partition, consumer.currentLag(partition)));
    return lags;
  }

  /** The offsets behind the last messages that are committed now. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions, Duration most) {
    return consumer.endOffsets(partitions, most);
  }

  /** All partitions of these topics, whoever reads them. */
  List<TopicPartition> partitions(Collection<Broker.TopicState> topics) {
    List<TopicPartition> all = new ArrayList<>();
    for (Broker.TopicState topic : topics) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        all.add(new TopicPartition(topic.name(), partition));
      }
    }
    return all;
  }

  /** Leaves the group, that others take over at once. */
  @Override
  public void close() {
    try {
      consumer.close(CloseOptions.timeout(CLOSING));
    } catch (KafkaException e) {
      LOG.warn("Kafka was not told the end run={}: {}", run, e.getMessage());
    }
  }

  /** A member of a group that asks the ledger where to read. */
  static Consumer<byte[], byte[]> consumer(Settings settings, String group) {
    Properties properties = Broker.readerProperties(settings);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    long session = settings.get(Settings.SINK_SESSION).toMillis();
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Long.toString(session));
    Settings.SINK_INSTANCE
        .find(settings)
        .ifPresent(name -> properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
    properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Long.toString(session / 5));
    properties.put(
        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Long.toString(MOST_BETWEEN_POLLS.toMillis()));
    properties.put(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        Long.toString(settings.get(Settings.SINK_POLL_RECORDS)));
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
