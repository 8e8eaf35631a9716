package dev.tributary.mapreduce.input;

import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.SetHash;
import dev.tributary.catalog.run.RunId;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.mapreduce.TaskInputOutputContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one task has read. Its hash reaches the counters once, when the task closes. */
public final class ReadTally {

  /** Unreadable lines that a task puts in its log; the rest are only counted. */
  private static final int LOGGED = 5;

  private static final Logger LOG = LoggerFactory.getLogger(ReadTally.class);

  private final TaskInputOutputContext<?, ?, ?, ?> context;
  private SetHash hash = SetHash.EMPTY;
  private final Examples examples = new Examples();
  private int unreadable;

  public ReadTally(TaskInputOutputContext<?, ?, ?, ?> context) {
    this.context = context;
  }

  /** Counts a line. */
  public void line() {
    count(ReadCounter.RECORDS);
  }

  /** Counts where a record stands, or that it is bare. */
  public void place(Optional<Coordinates> coordinates) {
    if (coordinates.isEmpty()) {
      count(ReadCounter.BARE);
      return;
    }
    Coordinates at = coordinates.get();
    hash = hash.plus(SetHash.of(at.topicId(), at.partition(), at.offset()));
  }

  /** Counts a record without a partner. */
  public void unmatched() {
    count(ReadCounter.UNMATCHED);
  }

  /** Counts what is left out, logs the first ones, and keeps those that come first by place. */
  public void leaveOut(LeftOut what) {
    count(ReadCounter.UNREADABLE);
    examples.add(what);
    if (unreadable++ < LOGGED) {
      LOG.warn(
          "unreadable run={} place=\"{}\" reason=\"{}\"",
          context.getConfiguration().get(RunId.PROPERTY, "none"),
          what.place(),
          what.reason());
    }
  }

  /** The first ones of those left out. */
  public List<LeftOut> examples() {
    return examples.list();
  }

  /** Hands the hash to the counters; called once, when nothing more is read. */
  public void close() {
    context.getCounter(ReadCounter.HASH_COUNT).increment(hash.count());
    context.getCounter(ReadCounter.HASH_FIRST).increment(hash.first());
    context.getCounter(ReadCounter.HASH_SECOND).increment(hash.second());
  }

  private void count(ReadCounter counter) {
    context.getCounter(counter).increment(1);
  }
}
