package dev.tributary.exporters.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What servers are told of who asks. */
final class UserAgent {

  /** The name that a robots.txt may speak to. */
  static final String PRODUCT = "tributary";

  private static final String TEXT =
      "Tributary/%s (weapon and weather batch suite; one request at a time; robots.txt name: %s)"
          .formatted(version(), PRODUCT);

  private UserAgent() {}

  static String text() {
    return TEXT;
  }

  /** The build writes it there. */
  private static String version() {
    try (InputStream in = UserAgent.class.getResourceAsStream("version.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
