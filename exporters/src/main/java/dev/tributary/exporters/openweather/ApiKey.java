package dev.tributary.exporters.openweather;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The key that the API is asked with. It has no text but for that: neither logs nor messages. */
public record ApiKey(String secret) {

  public ApiKey {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("the key is empty");
    }
  }

  /** Whether a text gives it away, plain or as it stands in an address. */
  boolean isIn(String text) {
    return text.contains(secret)
        || text.contains(URLEncoder.encode(secret, StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "the key";
  }
}
