package dev.tributary.exporters.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.ledger.SinkPositions;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.metrics.SinkMetrics;
import dev.tributary.exporters.place.Places;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading and gathering, over Kafka's own mock of a consumer. */
final class GatheringTest {

  private static final UUID TOPIC = new UUID(1, 2);
  private static final TopicPartition FIRST = new TopicPartition("weather_stream", 0);
  private static final TopicPartition SECOND = new TopicPartition("weather_stream", 1);
  private static final int MESSAGES = 200;

  private final RunId run = RunId.create(Clock.systemUTC());
  private final Settings settings = setting -> Optional.empty();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

  /** What is written, as the ledger would know it. */
  private final Map<Integer, Long> written = new HashMap<>(Map.of(0, 0L, 1, 0L));

  private final SinkPositions ledger =
      new SinkPositions() {
        @Override
        public Map<Integer, Long> register(UUID id, String topic, Map<Integer, Long> beginnings) {
          return written;
        }

        @Override
        public void skip(OffsetRange range) {
          throw new AssertionError(range);
        }
      };

  private Intake intake;
  private Gathering gathering;

  @BeforeEach
  void join() {
    Broker.TopicState topic = new Broker.TopicState("weather_stream", TOPIC, 2);
    intake = new Intake(settings, run, consumer, name -> Optional.of(topic), List.of(topic), false);
    // A line has some hundred bytes: a few of them fill the buffer in the midst of a poll.
    Buffer.Limits limits = new Buffer.Limits(3, Duration.ofHours(1), 1_000, 1 << 20);
    gathering =
        new Gathering(
            intake, Places.of(settings), limits, new SinkMetrics(run, "group", "/alerts"));
    consumer.updateBeginningOffsets(Map.of(FIRST, 0L, SECOND, 0L));
    consumer.updateEndOffsets(Map.of(FIRST, (long) MESSAGES, SECOND, (long) MESSAGES));
    consumer.rebalance(Set.of(FIRST, SECOND));
  }

  @Test
  void itReadsWhenItHasBegunWithWhatItWasGiven() {
    assertThat(intake.isReading()).as("Kafka has not taken it in").isFalse();
    gathering.gather(Duration.ZERO);
    assertThat(intake.isReading()).as("the ledger has not been asked").isFalse();
    intake.begin(ledger);
    assertThat(intake.isReading()).isTrue();
    consumer.rebalance(Set.of());
    gathering.gather(Duration.ZERO);
    assertThat(intake.isReading()).as("a spare has nothing to begin with").isTrue();
  }

  @Test
  void whateverHappensBetweenEachOffsetIsWrittenOnce() {
    Random random = new Random(3);
    int losses = 0;
    while (written.get(0) < MESSAGES || written.get(1) < MESSAGES) {
      if (intake.isWaiting()) {
        intake.begin(ledger);
      }
      consumer.schedulePollTask(this::send);
      gathering.gather(Duration.ZERO);
      if (random.nextInt(4) == 0) {
        intake.rewind(); // as when partitions were taken away, or a topic is not what it was
        losses++;
      }
      if (gathering.isTime() || random.nextInt(3) == 0) {
        Gathering.Batch batch = gathering.batch();
        if (random.nextInt(5) == 0) {
          consumer.rebalance(Set.of(FIRST, SECOND)); // while the file system was away
        }
        if (!gathering.holds(batch)) {
          continue;
        }
        assertThat(batch.messages())
            .as("what %s holds", batch.ranges())
            .isEqualTo(batch.ranges().stream().mapToLong(r -> r.until() - r.from()).sum());
        batch
            .ranges()
            .forEach(
                range ->
                    assertThat(written.put(range.partition(), range.until()))
                        .isEqualTo(range.from()));
        if (random.nextInt(3) == 0) {
          intake.rewind(); // written, but nobody said so
          losses++;
        } else {
          intake.written(batch.ranges());
        }
      }
    }
    assertThat(losses).isGreaterThan(10);
    assertThat(written).isEqualTo(Map.of(0, (long) MESSAGES, 1, (long) MESSAGES));
  }

  @Test
  void nothingIsReadOfAPartitionBeforeTheLedgerWasAsked() {
    written.put(0, 150L);
    consumer.poll(Duration.ZERO);
    assertThat(consumer.paused()).contains(FIRST, SECOND);
    assertThat(intake.isWaiting()).isTrue();
    intake.begin(ledger);
    assertThat(consumer.position(FIRST)).isEqualTo(150);
    assertThat(consumer.position(SECOND)).isZero();
    assertThat(consumer.paused()).isEmpty();
  }

  /** Kafka has what is not read yet, of what is not paused. */
  private void send() {
    for (TopicPartition partition : List.of(FIRST, SECOND)) {
      if (consumer.assignment().contains(partition) && !consumer.paused().contains(partition)) {
        long from = consumer.position(partition);
        for (long offset = from; offset < Math.min(MESSAGES, from + 20); offset++) {
          consumer.addRecord(
              new ConsumerRecord<>(
                  partition.topic(),
                  partition.partition(),
                  offset,
                  null,
                  "{\"city\":\"Paris\",\"country\":\"FR\"}".getBytes(StandardCharsets.UTF_8)));
        }
      }
    }
  }
}
