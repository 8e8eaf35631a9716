package dev.tributary.exporters.place;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** When a message was observed. */
final class EventTimes {

  /** Minutes at least; a zone or none. */
  private static final DateTimeFormatter FORM = form("uuuu-MM-dd'T'HH:mm");

  private static final DateTimeFormatter SPACED = form("uuuu-MM-dd HH:mm");

  private static final int LONGEST = 40;

  /** Above it a number is of ms, and above the next of µs: in s it is the year 5138. */
  private static final double FIRST_MS = 1e11;

  private static final double FIRST_US = 1e14;
  private static final double END = 1e17;

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private EventTimes() {}

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .optionalStart()
        .appendPattern(":ss")
        .optionalStart()
        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
        .optionalEnd()
        .optionalEnd()
        .optionalStart()
        .appendLiteral(' ')
        .optionalEnd()
        .appendPattern("[XXX][XX][X]")
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The first of the members of a message that is one. */
  static Optional<Instant> in(JsonNode json) {
    OptionalDouble offset = Numbers.number(json.path("utc_offset_seconds"));
    List<JsonNode> nodes =
        List.of(
            json.path("timestamp"),
            json.path("event_time"),
            json.path("time"),
            json.path("current_weather").path("time"),
            json.path("current").path("time"),
            json.path("dt"),
            json.path("observed_at"));
    for (JsonNode node : nodes) {
      Optional<Instant> time = of(node, offset);
      if (time.isPresent() && !time.get().isBefore(FIRST) && !time.get().isAfter(LAST)) {
        return time;
      }
    }
    return Optional.empty();
  }

  private static Optional<Instant> of(JsonNode node, OptionalDouble offset) {
    OptionalDouble number = Numbers.number(node);
    if (number.isPresent()) {
      return epoch(number.getAsDouble());
    }
    String text = node.asText("").strip();
    return text.length() > LONGEST ? Optional.empty() : iso(text, offset);
  }

  private static Optional<Instant> epoch(double number) {
    if (!(Math.abs(number) < END)) {
      return Optional.empty();
    }
    double each = Math.abs(number) < FIRST_MS ? 1 : Math.abs(number) < FIRST_US ? 1e3 : 1e6;
    // To the microsecond, which is what a double holds of our times.
    long micros = Math.round(number * (1e6 / each));
    return Optional.of(
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000));
  }

  private static Optional<Instant> iso(String text, OptionalDouble offset) {
    if (text.length() < "2026-01-12T14:56".length()) {
      return Optional.empty();
    }
    try {
      TemporalAccessor time = (text.charAt(10) == ' ' ? SPACED : FORM).parse(text);
      LocalDateTime local = LocalDateTime.from(time);
      if (time.isSupported(ChronoField.OFFSET_SECONDS)) {
        return Optional.of(local.toInstant(ZoneOffset.from(time)));
      }
      return Optional.of(local.toInstant(ZoneOffset.ofTotalSeconds((int) offset.orElse(0))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
