package dev.tributary.cli.lineage;

import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import io.openlineage.client.transports.HttpTransportResponseException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.apache.log4j.Level;
import org.apache.log4j.LogManager;

/** A server that takes OpenLineage events, one in a request. */
final class EventServer implements Recipient {

  private final HttpTransport transport;
  private final EventForm form;
  private final Optional<String> key;

  /**
   * One that is not asked yet.
   *
   * @param address as {@link #address} makes it
   */
  EventServer(URI address, Optional<String> key, EventForm form) {
    this.form = form;
    this.key = key;
    // Below this level the client tells every header that it sends, the key among them.
    LogManager.getLogger("org.apache.hc").setLevel(Level.INFO);
    HttpConfig config = new HttpConfig();
    config.setUrl(address);
    config.setTimeoutInMillis(Math.toIntExact(Courier.PATIENCE.toMillis()));
    key.ifPresent(
        secret -> {
          ApiKeyTokenProvider provider = new ApiKeyTokenProvider();
          provider.setApiKey(secret);
          config.setAuth(provider);
        });
    this.transport = new HttpTransport(config);
  }

  /** Where the events go: below the server's own path, if it has one. */
  static URI address(URI server, String endpoint) {
    String base = server.getRawPath() == null ? "" : server.getRawPath();
    String path = (base + "/" + endpoint).replaceAll("/{2,}", "/");
    try {
      return new URI(
          server.getScheme(),
          server.getUserInfo(),
          server.getHost(),
          server.getPort(),
          path,
          server.getQuery(),
          null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'%s' is no path of a server".formatted(endpoint), e);
    }
  }

  /** The address without what is nobody's business. */
  static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port + address.getPath();
  }

  @Override
  public void take(Event event) {
    transport.emit(form.of(event));
  }

  /** Of an answer the number alone: its text may repeat what was sent. */
  @Override
  public String reason(Throwable failure) {
    if (failure instanceof HttpTransportResponseException answer) {
      return "it answered " + answer.getStatusCode();
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String line = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    String reason = cause.getClass().getSimpleName() + ": " + line;
    return key.map(secret -> reason.replace(secret, "…")).orElse(reason);
  }
}
