package dev.tributary.exporters.openmeteo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.alert.AlertMessage;
import dev.tributary.exporters.weather.Place;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalInt;

/** The forms in which an answer may tell the weather now. */
enum CurrentWeather {
  /** What is asked for. */
  OLD("current_weather", "temperature", "windspeed", "weathercode"),
  /** What servers that know the old form no longer may answer. */
  NEW("current", "temperature_2m", "wind_speed_10m", "weather_code");

  private static final int LAST_CODE = 99;

  /** The member that has it; that of its units is named after it. */
  private final String member;

  private final String temperature;
  private final String wind;
  private final String code;

  CurrentWeather(String member, String temperature, String wind, String code) {
    this.member = member;
    this.temperature = temperature;
    this.wind = wind;
    this.code = code;
  }

  /** The message of an answer about a place. */
  static AlertMessage message(Place place, JsonNode answer) throws UnansweredException {
    for (CurrentWeather form : values()) {
      if (answer.path(form.member).isObject()) {
        return form.read(place, answer);
      }
    }
    throw new UnansweredException(
        "this is no answer of the weather now: " + Excerpt.of(answer.toString()));
  }

  private AlertMessage read(Place place, JsonNode answer) throws UnansweredException {
    JsonNode now = answer.path(member);
    JsonNode units = answer.path(member + "_units");
    return new AlertMessage(
        time(now.path("time"), answer.path("utc_offset_seconds")),
        place,
        Measure.temperature(now.path(temperature), units.path(temperature)),
        Measure.speed(now.path(wind), units.path(wind)),
        code(now.path(code)));
  }

  /** The answer's times are what clocks show in its zone. */
  private static Instant time(JsonNode local, JsonNode offset) throws UnansweredException {
    try {
      if (!local.isTextual() || !offset.isIntegralNumber() || !offset.canConvertToInt()) {
        throw new DateTimeException("not told");
      }
      return LocalDateTime.parse(local.textValue())
          .toInstant(ZoneOffset.ofTotalSeconds(offset.intValue()));
    } catch (DateTimeException e) {
      throw new UnansweredException(
          "the answer's time is none: %s with utc_offset_seconds %s"
              .formatted(Excerpt.of(local.toString()), Excerpt.of(offset.toString())));
    }
  }

  /** At times written as {@code 3.0}. What else it may be is not worth the loss of the rest. */
  private static OptionalInt code(JsonNode code) {
    double number = code.isNumber() ? code.doubleValue() : -1;
    return number >= 0 && number <= LAST_CODE && number == Math.rint(number)
        ? OptionalInt.of((int) number)
        : OptionalInt.empty();
  }
}
