package dev.tributary.mapreduce.weather;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A weather message as the jobs see it.
 *
 * @param kind the part that its time is the time of
 * @param observedAt in seconds since 1970-01-01, UTC
 * @param utcOffset what clocks at the place were ahead of UTC then, in seconds; 0 if it is not said
 * @param units of the temperatures and speeds in it
 */
record Message(
    String place,
    String country,
    Kind kind,
    long observedAt,
    int utcOffset,
    Units units,
    JsonNode json) {

  /** Parts of a message, by their names in it. */
  enum Kind {
    WEATHER("weather"),
    AIR_POLLUTION("air_pollution"),
    FORECAST("forecast");

    private final String member;

    Kind(String member) {
      this.member = member;
    }

    private static Kind of(JsonNode message) throws UnreadableLineException {
      String name = text(message, "kind");
      for (Kind kind : values()) {
        if (kind.member.equals(name)) {
          if (!message.path(name).isObject()) {
            throw new UnreadableLineException("kind is " + name + ", which is not there");
          }
          return kind;
        }
      }
      throw new UnreadableLineException(
          "kind '" + name + "' is none of weather, air_pollution, forecast");
    }
  }

  static Message of(JsonNode json) throws UnreadableLineException {
    return new Message(
        text(json, "city"),
        text(json, "country"),
        Kind.of(json),
        time(text(json, "observed_at")),
        offset(json.path("utc_offset_seconds")),
        Units.of(text(json, "units")),
        json);
  }

  /**
   * A number anywhere in the message; null where it is absent.
   *
   * @throws UnreadableLineException if something else is there
   */
  Double number(JsonPointer at) throws UnreadableLineException {
    JsonNode value = json.at(at);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    } else if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new UnreadableLineException("%s is no number: %s".formatted(at, value));
    }
    return value.doubleValue();
  }

  private static String text(JsonNode message, String name) throws UnreadableLineException {
    String text = message.path(name).textValue();
    if (text == null || text.isEmpty()) {
      throw new UnreadableLineException("no text in " + name);
    }
    return text;
  }

  private static long time(String text) throws UnreadableLineException {
    try {
      return Instant.parse(text).getEpochSecond();
    } catch (DateTimeParseException e) {
      throw new UnreadableLineException("observed_at '" + text + "' is not YYYY-MM-DDThh:mm:ssZ");
    }
  }

  private static int offset(JsonNode seconds) throws UnreadableLineException {
    double value = seconds.doubleValue(); // 3600.0 is whole, and 0 stands for none
    if (!seconds.isMissingNode() && !seconds.isNull()) {
      if (!seconds.isNumber() || (int) value != value) {
        throw new UnreadableLineException("utc_offset_seconds is no whole number: " + seconds);
      }
    }
    return (int) value;
  }
}
