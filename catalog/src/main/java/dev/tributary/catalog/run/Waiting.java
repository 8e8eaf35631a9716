package dev.tributary.catalog.run;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waiting for a system that is away: with longer and longer pauses, and not in silence. */
public final class Waiting {

  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration SAID = Duration.ofSeconds(30);

  private final String verb;
  private final RunId run;
  private final Optional<Duration> patience;
  private long since;
  private long said;
  private boolean waits;
  private Duration pause = FIRST;

  /**
   * Waits for nothing yet.
   *
   * @param verb who waits: what it gives up with begins with it
   * @param patience how long at most; empty for as long as it takes
   */
  public Waiting(String verb, RunId run, Optional<Duration> patience) {
    this.verb = verb;
    this.run = run;
    this.patience = patience;
  }

  /**
   * It failed once more.
   *
   * @return how long to wait before the next time
   * @throws TributaryException if it has failed for too long
   */
  public Duration after(Exception failure) {
    return after(failure.getMessage() == null ? failure.toString() : failure.getMessage(), failure);
  }

  /**
   * It failed once more.
   *
   * @param message what to tell of it; its first line is told
   * @return how long to wait before the next time
   * @throws TributaryException if it has failed for too long
   */
  public Duration after(String message, Exception failure) {
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
          "%s: no progress for %d s (%s); run it again, it goes on where it was"
              .formatted(verb, waited.toSeconds(), reason(message)),
          failure);
    }
    if (now - said >= SAID.toNanos()) {
      said = now;
      LOG.warn("waiting run={} seconds={}: {}", run, waited.toSeconds(), reason(message));
    }
    Duration next = pause;
    pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
    return next;
  }

  /** It works. */
  public void over() {
    if (waits) {
      waits = false;
      LOG.info(
          "going on run={} waited_s={}",
          run,
          Duration.ofNanos(System.nanoTime() - since).toSeconds());
    }
  }

  /** Of one who waits, what the user is to do is to wait too. */
  private String reason(String message) {
    String line = message.lines().findFirst().orElse(message);
    String what = line.startsWith(verb + ": ") ? line.substring(verb.length() + 2) : line;
    return what.replaceFirst("; run it again.*", "");
  }
}
