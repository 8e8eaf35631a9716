package dev.tributary.exporters.produce;

import dev.tributary.catalog.dataset.Topic;
import dev.tributary.catalog.lineage.Lineage;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.record.Sha256;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Run;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.kafka.CommittedMessages;
import dev.tributary.exporters.kafka.Sender;
import dev.tributary.exporters.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The way of cities' messages to their topics. The compacted topic of all progress says, in the
 * same transactions, which run sent last for these cities, and how many: {@code RUN COUNT} under
 * {@code TOPIC_ID/SOURCE/CITIES}, the topic being the one that all messages go to.
 */
final class CityChannel implements Channel {

  private static final TopicPartition PROGRESS = new TopicPartition(Progress.TOPIC, 0);
  private static final int DIGITS = 16;

  private final Settings settings;
  private final RunId run;
  private final Lineage lineage;
  private final Route route;
  private final String name;
  private final boolean lasting;
  private Broker broker;
  private Sender sender;
  private String key;

  private CityChannel(Run run, Route route, String name, boolean lasting) {
    this.settings = run.settings();
    this.run = run.id();
    this.lineage = run.lineage();
    this.route = route;
    this.name = name;
    this.lasting = lasting;
  }

  /** Of a run that goes on: another such one for the same cities is stopped, or stops it. */
  static CityChannel lasting(Run run, Route route, List<?> cities) {
    return new CityChannel(run, route, digest(cities), true);
  }

  /** Of a single cycle, which gets in nobody's way; nothing is noted of it. */
  static CityChannel once(Run run, Route route) {
    return new CityChannel(run, route, run.id().value(), false);
  }

  /** The same whatever their order. */
  static String digest(List<?> cities) {
    String all = cities.stream().map(Object::toString).sorted().collect(Collectors.joining("\n"));
    byte[] digest = Sha256.create().digest(all.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, DIGITS);
  }

  @Override
  public void open() {
    broker = new Broker("produce", settings);
    Broker.TopicState topic = broker.findOrCreate(route.topic());
    route.further().forEach(broker::findOrCreate);
    broker.findOrCreateCompacted(Progress.TOPIC);
    key = topic.id() + "/" + route.source() + "/" + name;
    try {
      sender = new Sender(settings, topic.id() + "-" + route.source() + "-" + name);
      sender.begin();
    } catch (KafkaException e) {
      throw failure(e);
    }
  }

  @Override
  public long committed() {
    AtomicLong count = new AtomicLong();
    try {
      new CommittedMessages(settings, broker)
          .read(
              List.of(PROGRESS),
              record -> {
                if (new String(record.key(), StandardCharsets.UTF_8).equals(key)) {
                  String text = new String(record.value(), StandardCharsets.UTF_8);
                  boolean ours = text.startsWith(run + " ");
                  count.set(ours ? Long.parseLong(text.substring(run.value().length() + 1)) : 0);
                }
              });
    } catch (KafkaException e) {
      throw failure(e);
    }
    return count.get();
  }

  @Override
  public void send(List<SourceRecord> messages, long until) {
    ProducerRecord<byte[], byte[]> progress =
        new ProducerRecord<>(
            Progress.TOPIC,
            0,
            key.getBytes(StandardCharsets.UTF_8),
            (run + " " + until).getBytes(StandardCharsets.UTF_8));
    try {
      sender.send(
          Stream.concat(
              messages.stream().flatMap(message -> message.messages(route.topic().name())),
              lasting ? Stream.of(progress) : Stream.of()));
    } catch (KafkaException e) {
      throw failure(e);
    }
    lineage.writes(Location.topic(route.topic().name()), Volume.ofRows(messages.size()));
    for (Topic further : route.further()) {
      long also =
          messages.stream()
              .filter(message -> message.furtherTopics().contains(further.name()))
              .count();
      lineage.writes(Location.topic(further.name()), Volume.ofRows(also));
    }
  }

  private TributaryException failure(KafkaException e) {
    return Sender.isFenced(e)
        ? new OvertakenException(
            "produce: another run is sending weather of the same cities; it goes on, this one has stopped",
            e)
        : new TributaryException(
            "produce: Kafka at %s failed (%s)".formatted(broker.servers(), e.getMessage()), e);
  }

  /**
   * From where to where.
   *
   * @param source the name of the source
   * @param topic that all messages go to
   * @param further topics that some of them go to as well
   */
  record Route(String source, Topic topic, List<Topic> further) {

    Route {
      further = List.copyOf(further);
    }
  }

  @Override
  public void close() {
    if (sender != null) {
      sender.close();
      sender = null;
    }
    if (broker != null) {
      broker.close();
      broker = null;
    }
  }
}
