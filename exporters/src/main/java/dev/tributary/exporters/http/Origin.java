package dev.tributary.exporters.http;

import java.net.URI;
import java.util.Locale;

/** A server as robots.txt and pauses know it. */
record Origin(String scheme, String host, int port) {

  static Origin of(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return new Origin(scheme, host, uri.getPort() < 0 ? usualPort(scheme) : uri.getPort());
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  boolean isSecure() {
    return scheme.equals("https");
  }

  Address robots() throws HttpFailureException {
    return Address.of(URI.create(this + "/robots.txt"));
  }

  @Override
  public String toString() {
    return scheme + "://" + host + (port == usualPort(scheme) ? "" : ":" + port);
  }
}
