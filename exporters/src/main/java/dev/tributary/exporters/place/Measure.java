package dev.tributary.exporters.place;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;

/** Figures in their units, as Open-Meteo and OpenWeather name these. */
final class Measure {

  /** International knots and miles an hour, in m/s: exact by definition. */
  private static final double KNOT = 1852 / 3600.0;

  private static final double MILE_AN_HOUR = 0.44704;

  private Measure() {}

  /** Empty if it is no number, or the unit is not known. */
  static OptionalDouble celsius(JsonNode figure, String unit) {
    OptionalDouble value = Numbers.number(figure);
    if (value.isEmpty()) {
      return value;
    }
    double number = value.getAsDouble();
    return switch (unit) {
      case "°C" -> value;
      case "°F" -> OptionalDouble.of((number - 32) * 5 / 9);
      case "K" -> OptionalDouble.of(number - 273.15);
      default -> OptionalDouble.empty();
    };
  }

  /** Empty if it is no number, or the unit is not known. */
  static OptionalDouble metresPerSecond(JsonNode figure, String unit) {
    OptionalDouble value = Numbers.number(figure);
    if (value.isEmpty()) {
      return value;
    }
    double number = value.getAsDouble();
    return switch (unit) {
      case "m/s", "ms" -> value;
      case "km/h", "kmh" -> OptionalDouble.of(number / 3.6);
      case "mp/h", "mph" -> OptionalDouble.of(number * MILE_AN_HOUR);
      case "kn", "kt" -> OptionalDouble.of(number * KNOT);
      default -> OptionalDouble.empty();
    };
  }

  /** The first that there is. */
  static OptionalDouble first(OptionalDouble... values) {
    for (OptionalDouble value : values) {
      if (value.isPresent()) {
        return value;
      }
    }
    return OptionalDouble.empty();
  }
}
