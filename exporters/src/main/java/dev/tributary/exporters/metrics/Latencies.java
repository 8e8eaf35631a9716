package dev.tributary.exporters.metrics;

/**
 * Latencies, counted in buckets that grow with them: 16 to each doubling, for every length that a
 * long can hold, in 8 KB. Not for more than one thread at once.
 */
final class Latencies {

  /** How far a quantile may be from the exact one, as a share of it: half a bucket's width. */
  static final double MAX_ERROR = 1.0 / 32;

  private static final int BITS = 4;
  private static final int STEPS = 1 << BITS;

  private final long[] counts = new long[(Long.SIZE - BITS) * STEPS];
  private long size;

  /** Takes one in, in nanoseconds; less than none, of a clock that was set back, counts as none. */
  void add(long nanos) {
    counts[bucket(Math.max(0, nanos))]++;
    size++;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * The shortest that is at least as long as this share of them (the nearest rank), in nanoseconds,
   * to {@link #MAX_ERROR}.
   *
   * @throws IllegalStateException if there are none
   */
  double quantile(double share) {
    if (isEmpty()) {
      throw new IllegalStateException("no latencies have no quantile");
    }
    long rank = Math.max(1, (long) Math.ceil(share * size));
    int bucket = -1;
    for (long reached = 0; reached < rank; reached += counts[bucket]) {
      bucket++;
    }
    return middle(bucket);
  }

  /** The first doublings are shorter than 16 and need no steps: each length is its own bucket. */
  private static int bucket(long nanos) {
    if (nanos < STEPS) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - BITS;
    return (int) (nanos >>> shift) + shift * STEPS;
  }

  private static double middle(int bucket) {
    if (bucket < STEPS) {
      return bucket;
    }
    int shift = bucket / STEPS - 1;
    long width = 1L << shift;
    return (STEPS + bucket % STEPS) * width + (width - 1) / 2.0;
  }
}
