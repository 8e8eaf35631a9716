package dev.tributary.exporters.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The wait that a server asks for: RFC 9110, section 10.2.3. */
final class RetryAfter {

  private static final Pattern SECONDS = Pattern.compile("[0-9]+");

  /** About 31 years, as many digits as need no care. */
  private static final long LONGEST = 999_999_999;

  private static final int DIGITS = 9;

  private RetryAfter() {}

  /** The wait from now on, if this reply is of a status that may ask for one, and does. */
  static Optional<Duration> of(Reply reply, Instant now) {
    if (reply.status() != Reply.TOO_MANY_REQUESTS && reply.status() != Reply.UNAVAILABLE) {
      return Optional.empty();
    }
    return reply.headers().firstValue("Retry-After").flatMap(text -> parse(text.strip(), now));
  }

  private static Optional<Duration> parse(String text, Instant now) {
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(
          Duration.ofSeconds(text.length() > DIGITS ? LONGEST : Long.parseLong(text)));
    }
    try {
      Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      Duration wait = Duration.between(now, until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty(); // neither of the two forms: our own waits are polite enough
    }
  }
}
