package dev.tributary.catalog.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A batch with all that the ledger knows of it.
 *
 * @param ranges the offsets that it accounts for, or did before it was replayed
 * @param partitions the {@code dt} of its rows, with how many of each
 * @param replayedFromQuarantine how many that it set aside were landed since
 */
public record BatchDetail(
    BatchSummary batch,
    List<Range> ranges,
    List<Partition> partitions,
    long replayedFromQuarantine,
    Optional<Exported> export,
    Optional<Rejected> rejection) {

  public BatchDetail {
    ranges = List.copyOf(ranges);
    partitions = List.copyOf(partitions);
  }

  /** Offsets from {@code from} on and before {@code until}. */
  public record Range(String topic, int partition, long from, long until) {}

  /** Rows of a {@code dt}. */
  public record Partition(String dt, long rows) {}

  /**
   * The export that took it to HDFS.
   *
   * @param state {@code planned} or {@code done}
   */
  public record Exported(long id, String state) {}

  /** When, by which run and why it was rejected. */
  public record Rejected(Instant at, String run, String reason) {}
}
