package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.SinkLedger;
import dev.tributary.exporters.kafka.Broker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Whether Kafka answers, and whether all of what was there at the beginning has arrived. */
final class Arrival {

  /** Kafka is asked whether it is there after so long without a message. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final Duration ANSWER = Duration.ofSeconds(5);

  /** How often the ledger is asked how far other instances have come. */
  private static final Duration GLANCE = Duration.ofMillis(500);

  private final Intake intake;
  private final Collection<Broker.TopicState> topics;
  private final List<TopicPartition> partitions;
  private final boolean untilEnd;
  private final Map<TopicPartition, Long> ends;
  private long heard = System.nanoTime();
  private long glanced = System.nanoTime() - GLANCE.toNanos();

  Arrival(Intake intake, Collection<Broker.TopicState> topics, boolean untilEnd) {
    this.intake = intake;
    this.topics = topics;
    this.untilEnd = untilEnd;
    this.partitions = intake.partitions(topics);
    this.ends = untilEnd ? intake.ends(partitions, ANSWER) : Map.of();
  }

  /**
   * Whether Kafka has just shown that it is there; after some silence it is asked.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if it does not answer
   */
  boolean answers(boolean came) {
    long now = System.nanoTime();
    if (came) {
      heard = now;
      return true;
    }
    if (now - heard < SILENCE.toNanos()) {
      return false;
    }
    intake.ends(partitions, ANSWER);
    heard = System.nanoTime();
    return true;
  }

  /** Whether this instance has read its partitions to their ends; never if there is no end. */
  boolean isReached() {
    return untilEnd
        && !intake.isWaiting()
        && intake.read().entrySet().stream()
            .allMatch(each -> each.getValue() >= ends.getOrDefault(each.getKey(), 0L));
  }

  /** Whether all partitions are written to their ends, by whatever instance. */
  boolean isDone(SinkLedger ledger) {
    long now = System.nanoTime();
    if (!isReached() || now - glanced < GLANCE.toNanos()) {
      return false;
    }
    glanced = now;
    Map<TopicPartition, Long> written = new HashMap<>();
    for (Broker.TopicState topic : topics) {
      ledger
          .positions(topic.id())
          .forEach(
              (partition, offset) ->
                  written.put(new TopicPartition(topic.name(), partition), offset));
    }
    return ends.entrySet().stream()
        .allMatch(end -> written.getOrDefault(end.getKey(), -1L) >= end.getValue());
  }
}
