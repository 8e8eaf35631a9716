package dev.tributary.catalog.record;

import java.util.UUID;

/** Offsets of one partition of a topic, from {@code from} on and before {@code until}. */
public record OffsetRange(UUID topicId, int partition, long from, long until) {

  public OffsetRange {
    if (from < 0 || from > until) {
      throw new IllegalArgumentException("offsets from " + from + " until " + until);
    }
  }

  /** Whether a record stands there. */
  public boolean contains(Coordinates at) {
    return at.partition() == partition
        && at.topicId().equals(topicId)
        && at.offset() >= from
        && at.offset() < until;
  }

  /** How many offsets it spans; some may carry no record. */
  public long length() {
    return until - from;
  }
}
