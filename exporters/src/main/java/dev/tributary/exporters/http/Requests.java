package dev.tributary.exporters.http;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests with the pauses between them, and again where a fault may pass. */
final class Requests {

  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  private final Exchanges exchanges;
  private final RunId run;
  private final Duration delay;
  private final Duration maxWait;
  private final long timeoutMs;
  private final long tries;
  private final long backoffMs;
  private final Map<Origin, Pace> paces = new HashMap<>();

  /**
   * @param delay the pause between two requests to one server
   */
  Requests(Exchanges exchanges, Duration delay, Settings settings, RunId run) {
    this.exchanges = exchanges;
    this.run = run;
    this.delay = delay;
    this.maxWait = Duration.ofMillis(settings.get(Settings.HTTP_MAX_WAIT_MS));
    this.timeoutMs = settings.get(Settings.HTTP_TIMEOUT_MS);
    this.tries = settings.get(Settings.HTTP_TRIES);
    this.backoffMs = settings.get(Settings.HTTP_BACKOFF_MS);
  }

  Pace pace(Origin origin) {
    return paces.computeIfAbsent(origin, key -> new Pace(delay, maxWait));
  }

  /**
   * What the server has to say, whatever it is, unless it may be otherwise in a while.
   *
   * @throws HttpFailureException if it was not in any of the tries
   */
  Reply get(Address address, Map<String, String> conditions)
      throws HttpFailureException, InterruptedException {
    Pace pace = pace(address.origin());
    pace.check(address);
    for (int tried = 1; ; tried++) {
      pace.await();
      Fault fault;
      try {
        Reply reply = exchanges.send(address, conditions);
        if (!reply.isPassing()) {
          return reply;
        }
        RetryAfter.of(reply, Instant.now())
            .ifPresent(wait -> pace.leaveAlone(wait, reply.status()));
        fault = Fault.answered(reply.status());
      } catch (RefusedBodyException e) {
        throw new HttpFailureException(address + " " + e.getMessage());
      } catch (IOException e) {
        fault = Fault.of(e, address, timeoutMs);
      } finally {
        pace.ended();
      }
      pace.check(address);
      if (tried == tries) {
        throw fault.failure(address, tries);
      }
      pace.rest(backoff(tried));
      LOG.warn(
          "retry run={} page={} fault='{}' tried={} wait_ms={}",
          run,
          address,
          fault.what(),
          tried,
          pace.left().toMillis());
    }
  }

  /** Doubling, and up to half as much again, lest many that failed together come back together. */
  private Duration backoff(int tried) {
    double jitter = 1 + ThreadLocalRandom.current().nextDouble() / 2;
    double ms = Math.scalb((double) backoffMs, tried - 1) * jitter;
    return Duration.ofMillis((long) Math.min(ms, (double) maxWait.toMillis()));
  }
}
