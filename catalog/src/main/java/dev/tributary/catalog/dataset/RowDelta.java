package dev.tributary.catalog.dataset;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An assertion on a table: by which share of its rows it may change from one publication to the
 * next.
 *
 * @param fall the share that may go; empty if any may
 * @param rise the share that may come; empty if any may
 */
public record RowDelta(Optional<BigDecimal> fall, Optional<BigDecimal> rise) {

  public RowDelta {
    if (fall.isEmpty() && rise.isEmpty()) {
      throw new IllegalArgumentException("a row delta has a fall, a rise or both");
    }
    if (fall.or(() -> rise).orElseThrow().signum() <= 0
        || rise.or(() -> fall).orElseThrow().signum() <= 0) {
      throw new IllegalArgumentException("a row delta is above 0");
    }
  }

  /** The share that bounds a change from so many rows to so many, if any does. */
  public Optional<BigDecimal> share(long before, long now) {
    return now < before ? fall : rise;
  }
}
