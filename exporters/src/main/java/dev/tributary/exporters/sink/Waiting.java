package dev.tributary.exporters.sink;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waiting for a system that is away: with longer and longer pauses, and not in silence. */
final class Waiting {

  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration SAID = Duration.ofSeconds(30);

  private final RunId run;
  private final Optional<Duration> patience;
  private long since;
  private long said;
  private boolean waits;
  private Duration pause = FIRST;

  /**
   * Waits for nothing yet.
   *
   * @param patience how long at most; empty for as long as it takes
   */
  Waiting(RunId run, Optional<Duration> patience) {
    this.run = run;
    this.patience = patience;
  }

  /**
   * It failed once more.
   *
   * @return how long to wait before the next time
   * @throws TributaryException if it has failed for too long
   */
  Duration after(Exception failure) {
    long now = System.nanoTime();
    if (!waits) {
      waits = true;
      since = now;
      said = now - SAID.toNanos();
      pause = FIRST;
    }
    Duration waited = Duration.ofNanos(now - since);
    if (patience.isPresent() && waited.compareTo(patience.get()) > 0) {
      throw new TributaryException(
          "sink: no progress for %d s (%s); run it again, it goes on where it was"
              .formatted(waited.toSeconds(), reason(failure)),
          failure);
    }
    if (now - said >= SAID.toNanos()) {
      said = now;
      LOG.warn("waiting run={} seconds={}: {}", run, waited.toSeconds(), reason(failure));
    }
    Duration next = pause;
    pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
    return next;
  }

  /** It works. */
  void over() {
    if (waits) {
      waits = false;
      LOG.info(
          "going on run={} waited_s={}",
          run,
          Duration.ofNanos(System.nanoTime() - since).toSeconds());
    }
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return message.lines().findFirst().orElse(message);
  }
}
