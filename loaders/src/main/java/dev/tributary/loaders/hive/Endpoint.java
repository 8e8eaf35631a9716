package dev.tributary.loaders.hive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's address. Knocking first keeps a dead one from costing minutes and a screen of log. */
record Endpoint(String host, int port) {

  private static final Pattern HOST_PORT =
      Pattern.compile("(?:[a-z0-9]+://)?(\\[[^]]+]|[^:/]+):(\\d{1,5})/?", Pattern.CASE_INSENSITIVE);
  private static final Pattern JDBC = Pattern.compile("jdbc:hive2://([^/;?#]+).*", Pattern.DOTALL);
  private static final int TIMEOUT_MS = 5_000;

  /** The addresses of a comma-separated list of metastore URIs. */
  static List<Endpoint> ofMetastore(String uris) {
    return parse(uris, uris);
  }

  /** The addresses of HiveServer2, or of the ZooKeeper that knows it, in a JDBC URL. */
  static List<Endpoint> ofJdbc(String url) {
    Matcher matcher = JDBC.matcher(url);
    if (!matcher.matches()) {
      // The URL itself stays out of the message: it may hold a password.
      throw new HiveException(
          "the JDBC URL of Hive is not of the form jdbc:hive2://host:port/database");
    }
    return parse(matcher.group(1), "jdbc:hive2://" + matcher.group(1));
  }

  private static List<Endpoint> parse(String list, String shown) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .map(
            address -> {
              Matcher matcher = HOST_PORT.matcher(address);
              if (!matcher.matches()) {
                throw new HiveException("'" + shown + "' does not name a host and a port of Hive");
              }
              return new Endpoint(matcher.group(1), Integer.parseInt(matcher.group(2)));
            })
        .toList();
  }

  /** Throws unless one of the endpoints accepts a connection within a few seconds. */
  static void knock(List<Endpoint> endpoints, String what, String where, String cure) {
    String reason = "no address";
    for (Endpoint endpoint : endpoints) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), TIMEOUT_MS);
        return;
      } catch (UnknownHostException e) {
        reason = "unknown host " + endpoint.host();
      } catch (IOException | IllegalArgumentException e) {
        reason = HiveException.reason(e);
      }
    }
    throw new HiveUnavailableException(
        what + " does not answer at " + where + " (" + reason + "); " + cure);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
