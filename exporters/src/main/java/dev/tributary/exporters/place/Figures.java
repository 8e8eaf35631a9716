package dev.tributary.exporters.place;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.exporters.alert.Level;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The figures of a message that can be told in °C and m/s.
 *
 * @param temperature °C
 * @param windspeed m/s
 */
record Figures(
    OptionalDouble temperature,
    OptionalDouble windspeed,
    OptionalInt weatherCode,
    OptionalInt windAlertLevel,
    OptionalInt heatAlertLevel) {

  static final Figures NONE =
      new Figures(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty());

  private static final Pattern LEVEL =
      Pattern.compile("(?:level[_ -]?)?([0-2])", Pattern.CASE_INSENSITIVE);

  /** WMO code table 4677 has two digits. */
  private static final int LAST_CODE = 99;

  /** Reads a message of any of the shapes of docs/places.md. */
  static Figures in(JsonNode json) {
    JsonNode body = json.path("weather").isObject() ? json.path("weather") : json;
    Optional<String> system = system(json, body);
    OptionalDouble temperature =
        Measure.first(
            Measure.celsius(json.path("temperature"), "°C"),
            Measure.celsius(
                json.path("current_weather").path("temperature"),
                json.path("current_weather_units").path("temperature").asText("")),
            Measure.celsius(
                json.path("current").path("temperature_2m"),
                json.path("current_units").path("temperature_2m").asText("")),
            Measure.celsius(
                body.path("main").path("temp"), system.map(Figures::degrees).orElse("")));
    OptionalDouble windspeed =
        Measure.first(
            Measure.metresPerSecond(json.path("windspeed"), "m/s"),
            Measure.metresPerSecond(json.path("wind_speed"), "m/s"),
            Measure.metresPerSecond(
                json.path("current_weather").path("windspeed"),
                json.path("current_weather_units").path("windspeed").asText("")),
            Measure.metresPerSecond(
                json.path("current").path("wind_speed_10m"),
                json.path("current_units").path("wind_speed_10m").asText("")),
            Measure.metresPerSecond(
                body.path("wind").path("speed"), system.map(Figures::speeds).orElse("")));
    OptionalInt wind = level(json.path("wind_alert_level"));
    OptionalInt heat = level(json.path("heat_alert_level"));
    return new Figures(
        rounded(temperature),
        rounded(windspeed),
        code(json),
        wind.isPresent() || windspeed.isEmpty()
            ? wind
            : OptionalInt.of(Level.wind(windspeed.getAsDouble())),
        heat.isPresent() || temperature.isEmpty()
            ? heat
            : OptionalInt.of(Level.heat(temperature.getAsDouble())));
  }

  /**
   * The units of OpenWeather that a body is in. It does not say; but above 170 a temperature is in
   * kelvins, for no air is of 170 °F or °C, and the coldest that was measured was 184 K.
   */
  private static Optional<String> system(JsonNode json, JsonNode body) {
    if (json.path("units").isTextual()) {
      return Optional.of(json.path("units").textValue());
    }
    OptionalDouble temperature = Numbers.number(body.path("main").path("temp"));
    return temperature.isPresent() && temperature.getAsDouble() > 170
        ? Optional.of("standard")
        : Optional.empty();
  }

  private static String degrees(String system) {
    return switch (system) {
      case "metric" -> "°C";
      case "imperial" -> "°F";
      case "standard" -> "K";
      default -> "";
    };
  }

  private static String speeds(String system) {
    return switch (system) {
      case "metric", "standard" -> "m/s";
      case "imperial" -> "mph";
      default -> "";
    };
  }

  private static OptionalInt code(JsonNode json) {
    OptionalDouble code =
        Measure.first(
            Numbers.number(json.path("weather_code")),
            Numbers.number(json.path("weathercode")),
            Numbers.number(json.path("current_weather").path("weathercode")),
            Numbers.number(json.path("current_weather").path("weather_code")),
            Numbers.number(json.path("current").path("weather_code")));
    boolean whole =
        code.isPresent()
            && code.getAsDouble() >= 0
            && code.getAsDouble() <= LAST_CODE
            && code.getAsDouble() == Math.rint(code.getAsDouble());
    return whole ? OptionalInt.of((int) code.getAsDouble()) : OptionalInt.empty();
  }

  /** 1, 1.0, "1" and "level_1" are one. */
  private static OptionalInt level(JsonNode node) {
    OptionalDouble number = Numbers.number(node);
    for (int level = 0; level <= 2; level++) {
      if (number.isPresent() && number.getAsDouble() == level) {
        return OptionalInt.of(level);
      }
    }
    Matcher word = LEVEL.matcher(node.asText("").strip());
    return number.isEmpty() && word.matches()
        ? OptionalInt.of(Integer.parseInt(word.group(1)))
        : OptionalInt.empty();
  }

  /** What conversions leave behind the thousandths was never measured. */
  private static OptionalDouble rounded(OptionalDouble value) {
    if (value.isEmpty() || !(Math.abs(value.getAsDouble()) < 1e12)) {
      return value;
    }
    return OptionalDouble.of(Math.round(value.getAsDouble() * 1000) / 1000.0);
  }
}
