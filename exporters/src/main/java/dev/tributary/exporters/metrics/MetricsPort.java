package dev.tributary.exporters.metrics;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Prometheus asks: {@code GET /metrics}. Its threads are daemons. */
final class MetricsPort implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MetricsPort.class);

  private static final int ANY = 0;

  private final HTTPServer server;

  private MetricsPort(HTTPServer server) {
    this.server = server;
  }

  /**
   * Listens where the settings say, or if that port cannot be had, at another of the same address.
   * The log says where.
   *
   * @throws TributaryException if the address is not one of this machine
   */
  static MetricsPort open(Settings settings, PrometheusRegistry registry, RunId run) {
    String host = settings.get(Settings.METRICS_HOST);
    int wanted = settings.get(Settings.METRICS_PORT);
    try {
      InetAddress address = InetAddress.getByName(host);
      MetricsPort port = new MetricsPort(listen(address, wanted, registry, run));
      LOG.info("metrics run={} url=http://{}:{}/metrics", run, urlForm(host), port.number());
      return port;
    } catch (IOException e) {
      throw new TributaryException(
          "metrics: cannot listen on '%s' (%s); set %s to an address of this machine"
              .formatted(host, e.getMessage(), Settings.METRICS_HOST.name()),
          e);
    }
  }

  private static HTTPServer listen(
      InetAddress address, int port, PrometheusRegistry registry, RunId run) throws IOException {
    HTTPServer.Builder server = HTTPServer.builder().inetAddress(address).registry(registry);
    try {
      return server.port(port).buildAndStart();
    } catch (BindException e) {
      HTTPServer other = server.port(ANY).buildAndStart();
      LOG.warn(
          "metrics run={} port={} cannot be had on {} ({}): at port {} instead; {} names another",
          run,
          port,
          address.getHostAddress(),
          e.getMessage(),
          other.getPort(),
          Settings.METRICS_PORT.name());
      return other;
    }
  }

  private static String urlForm(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  int number() {
    return server.getPort();
  }

  /** Ends at once, whoever is being answered. */
  @Override
  public void close() {
    server.close();
  }
}
