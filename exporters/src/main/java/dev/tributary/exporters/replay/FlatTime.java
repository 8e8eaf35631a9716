package dev.tributary.exporters.replay;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;

/** A time as flat records have it, and the API in {@code dt_txt}: UTC, without saying so. */
final class FlatTime {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  private FlatTime() {}

  /** Empty if the text is none. */
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
