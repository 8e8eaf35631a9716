package dev.tributary.exporters.produce;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How a source is sent.
 *
 * @param batch messages in one transaction, at most
 * @param pause rest between the end of one transaction and the next
 * @param rate messages a second, over the whole run; 0 for as fast as it goes
 */
record Tempo(long batch, Duration pause, long rate) {

  /** As fast as it goes. */
  static Tempo ofBatches(long batch) {
    return new Tempo(batch, Duration.ZERO, 0);
  }

  /** Transactions of a second's messages, or of a batch if that is less. */
  static Tempo ofRate(long batch, long rate) {
    return new Tempo(Math.min(batch, rate), Duration.ZERO, rate);
  }

  /**
   * Rests before the next transaction.
   *
   * @param began when the run began, as {@link System#nanoTime} counts
   * @param sent messages since
   */
  void rest(long began, long sent) {
    long until = System.nanoTime() + pause.toNanos();
    if (rate > 0) {
      until = began + (long) (sent * 1e9 / rate);
    }
    for (long left = until - System.nanoTime();
        left > 0 && !Thread.currentThread().isInterrupted();
        left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
