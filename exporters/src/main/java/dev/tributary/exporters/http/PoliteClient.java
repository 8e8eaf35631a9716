package dev.tributary.exporters.http;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Gets pages one at a time, no faster than their servers want: with a pause between two requests to
 * one server, none that its robots.txt does not allow, and again with growing waits where a fault
 * may pass. The settings {@code tributary.http.*} say how long and how often. For one thread.
 */
public final class PoliteClient implements AutoCloseable {

  private final Exchanges exchanges;
  private final Requests requests;
  private final Robots robots;

  /**
   * A client that knows no server yet.
   *
   * @param run named in the log line of each retry
   */
  public PoliteClient(Settings settings, RunId run) {
    exchanges = new Exchanges(settings);
    Duration delay = Duration.ofMillis(settings.get(Settings.HTTP_DELAY_MS));
    requests = new Requests(exchanges, delay, settings, run);
    robots = new Robots(requests, Duration.ofMillis(settings.get(Settings.HTTP_MAX_WAIT_MS)));
  }

  /**
   * Gets a page, following redirects. Takes as long as the pauses, waits and tries take together.
   *
   * @param uri of http or https, without a user or a password; its query may hold a key, which
   *     neither log lines nor messages show
   * @param known of the page as it was got before, or {@link Validators#NONE}
   * @return the page, or that it has not changed since
   * @throws HttpFailureException if it cannot be had, or may not be asked for
   */
  public Answer get(URI uri, Validators known) throws HttpFailureException, InterruptedException {
    Address start = Address.of(uri);
    Redirects.Landed landed =
        Redirects.follow(
            start,
            hop -> {
              robots.check(hop);
              return requests.get(hop, conditions(start, hop, known));
            });
    Address page = landed.address();
    Reply reply = landed.reply();
    if (reply.status() == Reply.OK) {
      return new Answer.Page(
          page.uri(), reply.body(), reply.charset(), Validators.of(reply.headers()));
    }
    boolean conditional = !conditions(start, page, known).isEmpty();
    if (reply.status() == Reply.NOT_MODIFIED && conditional) {
      return new Answer.NotModified();
    }
    throw new HttpFailureException(
        reply.status() == Reply.NOT_MODIFIED
            ? page + " answered 304 (not modified) to a request without a condition"
            : page + " answered " + reply.status(),
        OptionalInt.of(reply.status()),
        null);
  }

  private static Map<String, String> conditions(Address start, Address hop, Validators known) {
    return hop.equals(start) ? known.conditions() : known.conditionsElsewhere();
  }

  @Override
  public void close() {
    exchanges.close();
  }
}
