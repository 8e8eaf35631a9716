package dev.tributary.exporters.kafka;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Topic;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka as a hop meets it: does it answer, which topics are there, what are their ids. */
public final class Broker implements AutoCloseable {

  private final String verb;
  private final Settings settings;
  private final Admin admin;

  /**
   * Connects.
   *
   * @param verb begins every message
   * @throws TributaryException if no broker answers within the time that is set
   */
  public Broker(String verb, Settings settings) {
    this.verb = verb;
    this.settings = settings;
    try {
      this.admin = Admin.create(clientProperties(settings));
    } catch (KafkaException e) {
      throw silent(e, e.getCause() == null ? e : e.getCause());
    }
    try {
      answer(admin.describeCluster().clusterId());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What every client of Kafka starts from. */
  public static Properties clientProperties(Settings settings) {
    Properties properties = new Properties();
    long timeout = settings.get(Settings.KAFKA_TIMEOUT_MS);
    properties.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        settings.get(Settings.KAFKA_BOOTSTRAP_SERVERS));
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(timeout));
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(timeout));
    return properties;
  }

  /** What every reader of committed messages starts from. */
  public static Properties readerProperties(Settings settings) {
    Properties properties = clientProperties(settings);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // A broker answers a client in turn: what else it is asked at the end of a topic waits as long
    // as the fetch that is held up there for more, usually half a second.
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
    return properties;
  }

  /** The brokers it asks. */
  public String servers() {
    return settings.get(Settings.KAFKA_BOOTSTRAP_SERVERS);
  }

  /** The topic as it stands; empty if it is absent. */
  public Optional<TopicState> find(String topic) {
    try {
      TopicDescription description =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      UUID id =
          new UUID(
              description.topicId().getMostSignificantBits(),
              description.topicId().getLeastSignificantBits());
      return Optional.of(new TopicState(topic, id, description.partitions().size()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw silent(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * A topic of the feed, made with its declared partitions if it is absent. One of a reference
   * keeps its messages: what a new file no longer has is told from them.
   */
  public TopicState findOrCreate(Feed feed, Topic topic) {
    return findOrCreate(
        topic,
        feed.isReference() ? Map.of("retention.ms", "-1", "retention.bytes", "-1") : Map.of());
  }

  /** A topic of no feed, or of one that is no reference, made if it is absent. */
  public TopicState findOrCreate(Topic topic) {
    return findOrCreate(topic, Map.of());
  }

  private TopicState findOrCreate(Topic topic, Map<String, String> configs) {
    Optional<TopicState> found = find(topic.name());
    if (found.isEmpty()) {
      create(
          new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
              .configs(configs));
      found = awaitCreated(topic.name());
    }
    return found.orElseThrow();
  }

  /** The offset behind the last message of a partition, those of open transactions included. */
  long end(TopicPartition partition) {
    try {
      return admin
          .listOffsets(
              Map.of(partition, OffsetSpec.latest()),
              new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .partitionResult(partition)
          .get()
          .offset();
    } catch (ExecutionException e) {
      throw silent(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether Kafka removes messages of the topic that later ones of their key replace. */
  boolean compacts(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      return admin
          .describeConfigs(List.of(resource))
          .values()
          .get(resource)
          .get()
          .get(TopicConfig.CLEANUP_POLICY_CONFIG)
          .value()
          .contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    } catch (ExecutionException e) {
      throw silent(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** A compacted topic of one partition, made if it is absent. */
  public TopicState findOrCreateCompacted(String topic) {
    return findOrCreate(new Topic(topic, 1, List.of()), Map.of("cleanup.policy", "compact"));
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private void create(NewTopic topic) {
    try {
      admin.createTopics(Collections.singleton(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw silent(e);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** A new topic is known to its leader a moment later than to the controller. */
  private Optional<TopicState> awaitCreated(String topic) {
    long deadline = System.nanoTime() + settings.get(Settings.KAFKA_TIMEOUT_MS) * 1_000_000;
    Optional<TopicState> found = find(topic);
    while (found.isEmpty() && System.nanoTime() < deadline) {
      found = find(topic);
    }
    if (found.isEmpty()) {
      throw new TributaryException(
          "%s: topic '%s' was made on %s and does not show".formatted(verb, topic, servers()));
    }
    return found;
  }

  private <T> void answer(KafkaFuture<T> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw silent(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private TributaryException silent(ExecutionException e) {
    return silent(e, e.getCause());
  }

  private TributaryException silent(Exception e, Throwable cause) {
    boolean refused = cause instanceof ApiException && !(cause instanceof RetriableException);
    return new TributaryException(
        refused
            ? "%s: Kafka at %s refuses: %s".formatted(verb, servers(), cause.getMessage())
            : "%s: Kafka does not answer at %s (%s); start it or set %s (BOOTSTRAP_SERVERS)"
                .formatted(
                    verb, servers(), cause.getMessage(), Settings.KAFKA_BOOTSTRAP_SERVERS.name()),
        e);
  }

  private TributaryException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new TributaryException(verb + ": interrupted", e);
  }

  /**
   * A topic that is there.
   *
   * @param id Kafka's id: made again under its name, it has another
   */
  public record TopicState(String name, UUID id, int partitions) {}
}
