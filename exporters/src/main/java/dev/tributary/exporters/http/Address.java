package dev.tributary.exporters.http;

import dev.tributary.catalog.record.Excerpt;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/**
 * Where a page is: an absolute http or https address without a user, a password or a fragment. Its
 * text leaves the query out, which may hold a key.
 */
record Address(URI uri) {

  /** Takes an address as a user or a server gives it. */
  static Address of(URI given) throws HttpFailureException {
    String scheme = given.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new HttpFailureException(
          "an address of the scheme '%s' cannot be read; give one of http:// or https://"
              .formatted(Excerpt.of(Objects.requireNonNullElse(scheme, ""))));
    }
    if (given.getHost() == null || given.getPort() > 0xffff) {
      // Not even in parts: a password may be what makes it unreadable.
      throw new HttpFailureException(
          "an address of %s:// has no host and port that can be read; give it as %1$s://host/path"
              .formatted(scheme));
    }
    String path = given.getRawPath().isEmpty() ? "/" : given.getRawPath();
    URI whole =
        URI.create(
            given.getScheme()
                + "://"
                + given.getRawAuthority()
                + path
                + (given.getRawQuery() == null ? "" : "?" + given.getRawQuery()));
    Address address = new Address(URI.create(whole.toASCIIString()));
    if (given.getRawUserInfo() != null) {
      throw new HttpFailureException(
          "%s is given with a user or a password, which would be shown in logs; leave them out"
              .formatted(address));
    }
    return address;
  }

  /** What a Location header means here. */
  Address resolve(String location) throws HttpFailureException {
    // URI resolves a query alone by the older RFC 2396, which drops the file's name.
    String reference = location.startsWith("?") ? uri.getRawPath() + location : location;
    try {
      return of(uri.resolve(new URI(reference)));
    } catch (URISyntaxException e) {
      throw new HttpFailureException(this + " redirects to what is not an address");
    } catch (HttpFailureException e) {
      throw new HttpFailureException(
          this + " redirects to what cannot be followed: " + e.getMessage());
    }
  }

  Origin origin() {
    return Origin.of(uri);
  }

  boolean hasQuery() {
    return uri.getRawQuery() != null;
  }

  /** As messages show it: a redirect may lead to one of any length. */
  String path() {
    return Excerpt.of(uri.getRawPath());
  }

  @Override
  public String toString() {
    return origin() + path();
  }
}
