package dev.tributary.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The web interface of a daemon. */
final class Web {

  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(10).toMillis();

  private final int port;

  Web(int port) {
    this.port = port;
  }

  String get(String path) throws IOException {
    return request("GET", path);
  }

  String put(String path) throws IOException {
    return request("PUT", path);
  }

  private String request(String method, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    try {
      connection.setRequestMethod(method);
      connection.setRequestProperty("Accept", "application/json");
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      if (connection.getResponseCode() >= 400) {
        try (InputStream body = connection.getErrorStream()) {
          String reason =
              body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
          throw new IOException(
              method + " " + path + ": " + connection.getResponseCode() + " " + reason);
        }
      }
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    } finally {
      connection.disconnect();
    }
  }
}
