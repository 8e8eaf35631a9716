package dev.tributary.exporters.openmeteo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.record.Excerpt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * Figures of an answer in °C and m/s, by the unit that the answer tells. What is converted has six
 * decimals and is cut off downwards, not rounded: it reaches a whole number only if it did before,
 * so that no level is reached by rounding.
 */
final class Measure {

  private static final int DECIMALS = 6;

  /** Beyond any weather, in each unit: such a number is a fault, and may be too long to convert. */
  private static final double LIMIT = 1000;

  private static final BigDecimal FREEZING_FAHRENHEIT = BigDecimal.valueOf(32);

  /** What to multiply with, and what to divide by then: both are exact. */
  private static final Map<String, Ratio> SPEEDS =
      Map.of(
          "m/s", new Ratio("1", "1"),
          "km/h", new Ratio("1", "3.6"),
          "mp/h", new Ratio("0.44704", "1"),
          "mph", new Ratio("0.44704", "1"),
          "kn", new Ratio("1852", "3600"));

  private Measure() {}

  /** A speed in m/s. */
  static double speed(JsonNode value, JsonNode unit) throws UnansweredException {
    Ratio ratio = SPEEDS.get(unit.asText());
    if (ratio == null) {
      throw unknown("wind", unit);
    }
    BigDecimal speed = number("wind", value);
    if (speed.signum() < 0) {
      throw new UnansweredException("a wind of %s is none".formatted(value));
    }
    return ratio.of(speed).doubleValue();
  }

  /** A temperature in °C. */
  static double temperature(JsonNode value, JsonNode unit) throws UnansweredException {
    BigDecimal number = number("temperature", value);
    return switch (unit.asText()) {
      case "°C" -> number.doubleValue();
      case "°F" -> new Ratio("5", "9").of(number.subtract(FREEZING_FAHRENHEIT)).doubleValue();
      default -> throw unknown("temperature", unit);
    };
  }

  private static BigDecimal number(String what, JsonNode value) throws UnansweredException {
    if (!value.isNumber() || !(Math.abs(value.doubleValue()) <= LIMIT)) {
      throw new UnansweredException(
          "the answer's %s is no figure: %s"
              .formatted(what, value.isMissingNode() ? "missing" : Excerpt.of(value.toString())));
    }
    // By way of a double: one that was written with a huge exponent has as few digits as others.
    return BigDecimal.valueOf(value.doubleValue());
  }

  private static UnansweredException unknown(String what, JsonNode unit) {
    return new UnansweredException(
        "the answer's %s is in '%s', which is no unit that is known here"
            .formatted(what, Excerpt.of(unit.asText())));
  }

  /** A factor. */
  private record Ratio(BigDecimal by, BigDecimal over) {

    Ratio(String by, String over) {
      this(new BigDecimal(by), new BigDecimal(over));
    }

    BigDecimal of(BigDecimal number) {
      return number.multiply(by).divide(over, DECIMALS, RoundingMode.FLOOR);
    }
  }
}
