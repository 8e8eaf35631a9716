package dev.tributary.exporters.produce;

/**
 * Fixed times, as {@link System#nanoTime} counts: one every so often from the first on, however
 * long what is done at them takes.
 */
record Schedule(long first, long every) {

  Schedule {
    if (every < 1) {
      throw new IllegalArgumentException("times are apart");
    }
  }

  /** The next of the times that is not past: those that passed meanwhile are left out. */
  long next(long now) {
    long passed = Math.floorDiv(now - first - 1, every) + 1;
    return first + Math.max(0, passed) * every;
  }
}
