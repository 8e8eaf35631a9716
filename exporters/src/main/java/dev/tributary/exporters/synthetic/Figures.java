package dev.tributary.exporters.synthetic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tributary.exporters.weather.Units;
import java.math.BigDecimal;

/**
 * Numbers as the API gives them: of two decimals, without zeros behind them, and whole ones at
 * times as {@code 4} and at times as {@code 4.0}.
 */
final class Figures {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Units units;
  private final Chance chance;

  Figures(Units units, Chance chance) {
    this.units = units;
    this.chance = chance;
  }

  /** °C in the units. */
  JsonNode temperature(double celsius) {
    long hundredths = Math.round(celsius * 100);
    return hundredths(
        switch (units) {
          case METRIC -> hundredths;
          case STANDARD -> hundredths + 273_15;
          case IMPERIAL -> Math.round(hundredths * 1.8) + 32_00;
        });
  }

  /** m/s in the units. */
  JsonNode speed(double metres) {
    return hundredths(Math.round((units == Units.IMPERIAL ? metres / 0.44704 : metres) * 100));
  }

  /** Two decimals of a value. */
  JsonNode number(double value) {
    return hundredths(Math.round(value * 100));
  }

  /** A latitude or longitude, of four decimals. */
  static JsonNode degrees(double value) {
    long tenThousandths = Math.round(value * 1e4);
    int scale = 4;
    while (scale > 0 && tenThousandths % 10 == 0) {
      tenThousandths /= 10;
      scale--;
    }
    return decimal(tenThousandths, scale);
  }

  private JsonNode hundredths(long value) {
    if (value % 100 == 0) {
      return chance.draw(2) == 0 ? decimal(value / 100, 0) : decimal(value / 10, 1);
    }
    return value % 10 == 0 ? decimal(value / 10, 1) : decimal(value, 2);
  }

  private static JsonNode decimal(long unscaled, int scale) {
    return scale == 0
        ? JSON.numberNode((int) unscaled)
        : JSON.numberNode(BigDecimal.valueOf(unscaled, scale));
  }
}
