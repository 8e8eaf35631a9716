package dev.tributary.mapreduce.weather;

import dev.tributary.catalog.record.ShortestDecimal;
import dev.tributary.mapreduce.input.UnreadableLineException;
import dev.tributary.mapreduce.statistics.ExactRatio;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/**
 * What the temperatures and wind speeds of a message are in. Figures are converted in decimals and
 * rounded once, to the nearest double: 288.71 K are 15.56 °C.
 */
enum Units {
  /** °C, m/s. */
  METRIC("0", 9, "1"),
  /** K, m/s. */
  STANDARD("273.15", 9, "1"),
  /** °F, mph. */
  IMPERIAL("32", 5, "0.44704");

  private static final BigInteger NINE = BigInteger.valueOf(9);

  private final BigDecimal freezing;
  private final BigDecimal ninths;
  private final BigDecimal speed;

  /**
   * @param freezing what 0 °C are
   * @param ninths of 1 °C that one degree is
   * @param speed what 1 is, in m/s
   */
  Units(String freezing, int ninths, String speed) {
    this.freezing = new BigDecimal(freezing);
    this.ninths = BigDecimal.valueOf(ninths);
    this.speed = new BigDecimal(speed);
  }

  /** As a message names them. */
  static Units of(String name) throws UnreadableLineException {
    for (Units units : values()) {
      if (units.name().toLowerCase(Locale.ROOT).equals(name)) {
        return units;
      }
    }
    throw new UnreadableLineException(
        "units '" + name + "' are none of metric, standard, imperial");
  }

  /** A temperature in °C; null stays null. */
  Double celsius(Double temperature) {
    return temperature == null
        ? null
        : (Double)
            ExactRatio.of(
                    ShortestDecimal.number(temperature).subtract(freezing).multiply(ninths), NINE)
                .toDouble();
  }

  /** A speed in m/s; null stays null. */
  Double metresPerSecond(Double wind) {
    return wind == null
        ? null
        : (Double) ShortestDecimal.number(wind).multiply(speed).doubleValue();
  }
}
