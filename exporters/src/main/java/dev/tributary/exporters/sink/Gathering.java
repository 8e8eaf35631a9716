package dev.tributary.exporters.sink;

import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.exporters.metrics.SinkMetrics;
import dev.tributary.exporters.place.AlertLine;
import dev.tributary.exporters.place.Places;
import dev.tributary.exporters.place.Sighting;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Takes messages in, finds out of which place each is, and says when it is time to write them. */
final class Gathering {

  /** How long is gathered on after there are enough to write, if more keep coming. */
  private static final Duration ON = Duration.ofSeconds(1);

  private final Intake intake;
  private final Places places;
  private final Buffer buffer;
  private final Duration flushInterval;
  private final SinkMetrics metrics;
  private Iterator<ConsumerRecord<byte[], byte[]>> arrived = Collections.emptyIterator();
  private long polledAt;
  private long losses;
  private long dueSince;
  private long batchedAt = System.nanoTime();
  private boolean quiet;
  private long unread;
  private long nowhere;

  Gathering(Intake intake, Places places, Buffer.Limits limits, SinkMetrics metrics) {
    this.intake = intake;
    this.metrics = metrics;
    this.flushInterval = limits.flushInterval();
    this.places = places;
    this.buffer = new Buffer(limits);
  }

  /**
   * What is to be written together.
   *
   * @param losses of the intake when it was read: if there were more, it is not to be written
   */
  record Batch(Map<Place, Portion> portions, List<OffsetRange> ranges, long losses) {

    long messages() {
      return portions.values().stream().mapToLong(Portion::messages).sum();
    }

    long bytes() {
      return portions.values().stream().mapToLong(Portion::bytes).sum();
    }
  }

  /**
   * Takes in what has come.
   *
   * @param most how long to wait for it
   * @return whether something had come
   */
  boolean gather(Duration most) {
    forgetLost();
    if (!arrived.hasNext()) {
      ConsumerRecords<byte[], byte[]> records = intake.poll(isDue() ? Duration.ZERO : most);
      polledAt = System.nanoTime();
      forgetLost();
      arrived = records.iterator();
      quiet = records.isEmpty();
    }
    while (arrived.hasNext() && !buffer.isFull()) {
      take(arrived.next());
    }
    if (!arrived.hasNext()) {
      intake.takenAll();
    }
    metrics.uncommitted(buffer.messages(), buffer.bytes());
    return !quiet;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Optional<UUID> topicId = intake.taken(record);
    if (topicId.isEmpty()) {
      return; // of a partition that has not been begun with: it comes again
    }
    boolean wasDue = buffer.isDue();
    Sighting sighting = places.read(record.topic(), record.key(), record.value());
    byte[] line =
        AlertLine.of(
            record.topic(),
            topicId.get(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            sighting);
    buffer.add(
        new Place(sighting.country(), sighting.city()),
        new Coordinates(topicId.get(), record.partition(), record.offset()),
        line);
    if (!wasDue && buffer.isDue()) {
      dueSince = System.nanoTime();
    }
    metrics.messages(record.topic(), 1);
    metrics.buffered(System.nanoTime() - polledAt);
    unread += sighting.reason().isPresent() ? 1 : 0;
    nowhere += sighting.country().equals(Sighting.NO_COUNTRY) ? 1 : 0;
  }

  private boolean isDue() {
    return buffer.isDue() || (buffer.messages() == 0 && isStale());
  }

  /** Also how far was read over what carries no message is written, now and then. */
  private boolean isStale() {
    return System.nanoTime() - batchedAt >= flushInterval.toNanos() && isAnything();
  }

  /** Whether it is time to write: more is taken in first while it is there already. */
  boolean isTime() {
    boolean enough = System.nanoTime() - dueSince > ON.toNanos();
    return buffer.isFull() || (isDue() && (quiet || enough));
  }

  /** Whether there is something to write, if only how far it was read. */
  boolean isAnything() {
    return !intake.unwritten().isEmpty();
  }

  /** What is to be written; nothing is gathered then. */
  Batch batch() {
    forgetLost();
    batchedAt = System.nanoTime();
    return new Batch(buffer.drain(), intake.unwritten(), losses);
  }

  /** Whether a batch may still be written. */
  boolean holds(Batch batch) {
    return batch.losses() == intake.losses();
  }

  /** Forgets what partitions that went have left. */
  private void forgetLost() {
    if (losses != intake.losses()) {
      losses = intake.losses();
      buffer.drain();
      arrived = Collections.emptyIterator();
    }
  }

  /** How many messages were not JSON, and how many of no known place; some of them twice. */
  long unread() {
    return unread;
  }

  long nowhere() {
    return nowhere;
  }
}
