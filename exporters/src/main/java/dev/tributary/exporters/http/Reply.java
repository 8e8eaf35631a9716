package dev.tributary.exporters.http;

import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One answer of a server.
 *
 * @param body unpacked; empty unless the status is one of success, or 400
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(int status, HttpHeaders headers, byte[] body) {

  static final int OK = 200;
  static final int NOT_MODIFIED = 304;
  static final int BAD_REQUEST = 400;
  static final int TOO_MANY_REQUESTS = 429;
  static final int UNAVAILABLE = 503;

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

  boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /** What may be otherwise in a while. */
  boolean isPassing() {
    return switch (status) {
      case TOO_MANY_REQUESTS, 500, 502, UNAVAILABLE, 504 -> true;
      default -> false;
    };
  }

  Optional<String> contentType() {
    return headers.firstValue("Content-Type");
  }

  /** The charset that the content type declares, if the JVM knows it. */
  Optional<String> charset() {
    return contentType()
        .map(CHARSET::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .filter(Reply::isKnown);
  }

  private static boolean isKnown(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }
}
