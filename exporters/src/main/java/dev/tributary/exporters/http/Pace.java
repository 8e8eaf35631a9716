package dev.tributary.exporters.http;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When one server may be asked next. */
final class Pace {

  private final Duration maxWait;
  private Duration delay;
  private long notBefore = System.nanoTime();
  private Instant leaveAloneUntil = Instant.MIN;
  private int leaveAloneStatus;

  Pace(Duration delay, Duration maxWait) {
    this.delay = delay;
    this.maxWait = maxWait;
  }

  /** Lengthens the pause between two requests. */
  void slowDownTo(Duration atLeast) {
    delay = longer(delay, atLeast);
    // The request that told so has just ended.
    rest(atLeast);
  }

  /** A request has ended: the pause begins. */
  void ended() {
    rest(delay);
  }

  void rest(Duration wait) {
    // A server may name a date further off than a long holds in nanoseconds.
    long nanos = Math.min(TimeUnit.NANOSECONDS.convert(wait), Long.MAX_VALUE / 2);
    long until = System.nanoTime() + nanos;
    notBefore = until - notBefore > 0 ? until : notBefore;
  }

  /** The server asks not to be asked for a while. */
  void leaveAlone(Duration wait, int status) {
    rest(wait);
    leaveAloneUntil = Instant.now().plus(wait);
    leaveAloneStatus = status;
  }

  /**
   * Ends at once if the server wants to be left alone for longer than there is time.
   *
   * @param address what is wanted of it, for the message
   */
  void check(Address address) throws HttpFailureException {
    if (Instant.now().plus(maxWait).isBefore(leaveAloneUntil)) {
      throw new HttpFailureException(
          ("%s cannot be had now: its server answered %d and asks to be left alone until %s, longer"
                  + " than tributary.http.max.wait.ms (%,d); run it again then")
              .formatted(
                  address,
                  leaveAloneStatus,
                  // Up, so that who comes back then is not early.
                  leaveAloneUntil.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS),
                  maxWait.toMillis()),
          OptionalInt.of(leaveAloneStatus),
          null);
    }
  }

  /** Waits until the server may be asked. */
  void await() throws InterruptedException {
    for (Duration left = left(); !left.isZero(); left = left()) {
      LockSupport.parkNanos(this, left.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException("while waiting for a server's pause");
      }
    }
  }

  Duration left() {
    return longer(Duration.ZERO, Duration.ofNanos(notBefore - System.nanoTime()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
