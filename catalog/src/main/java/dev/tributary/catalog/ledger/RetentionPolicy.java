package dev.tributary.catalog.ledger;

import java.time.Duration;

/**
 * What is kept in any case.
 *
 * @param keep so many of the newest versions of each partition, 1 or more
 * @param olderThan versions that were built within this time
 */
public record RetentionPolicy(int keep, Duration olderThan) {

  public RetentionPolicy {
    if (keep < 1) {
      throw new IllegalArgumentException("of each partition 1 version is kept, or more");
    }
  }
}
