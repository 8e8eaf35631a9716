package dev.tributary.exporters.http;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Asks an API, which may take a key in its addresses: one request at a time, with a pause between
 * two, and again with growing waits where a fault may pass, as the settings {@code
 * tributary.http.*} say. Its robots.txt is not read, which speaks to those who crawl pages: what
 * who has a key may ask is in the API's terms. A redirect is not followed, as a key would go with
 * it. For one thread.
 */
public final class ApiClient implements AutoCloseable {

  private final String base;
  private final Exchanges exchanges;
  private final Requests requests;

  /**
   * A client of one API.
   *
   * @param base where its paths begin, of http or https, without a user, a password or a query
   * @param delay the pause between two requests
   * @param run named in the log line of each retry
   * @throws HttpFailureException if the base is no such address
   */
  public ApiClient(URI base, Duration delay, Settings settings, RunId run)
      throws HttpFailureException {
    Address address = Address.of(base);
    if (address.hasQuery()) {
      throw new HttpFailureException(address + " is given with a query; leave it out");
    }
    this.base = address.uri().toString().replaceFirst("/+$", "");
    this.exchanges = new Exchanges(settings);
    this.requests = new Requests(exchanges, delay, settings, run);
  }

  /**
   * Gets an answer. Takes as long as the pauses, waits and tries take together.
   *
   * @param path from the base on, such as {@code /data/2.5/weather}
   * @param query names and values as they are; neither log lines nor messages show them
   * @return the body, unpacked
   * @throws HttpFailureException if it cannot be had
   */
  public byte[] get(String path, Map<String, String> query)
      throws HttpFailureException, InterruptedException {
    String encoded =
        query.entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    Address address = Address.of(URI.create(base + path + "?" + encoded));
    Reply reply = requests.get(address, Map.of());
    if (reply.status() != Reply.OK) {
      throw new HttpFailureException(
          "%s answered %d%s"
              .formatted(
                  address,
                  reply.status(),
                  reply.isRedirect() ? ", a redirect, which is not followed" : ""),
          OptionalInt.of(reply.status()),
          reply.body(),
          null);
    }
    return reply.body();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    exchanges.close();
  }
}
