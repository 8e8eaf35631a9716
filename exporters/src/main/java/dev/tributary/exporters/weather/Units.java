package dev.tributary.exporters.weather;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the temperatures and wind speeds of an answer are in, as the API names it. Nothing in the
 * answer says it: it is what was asked for. All else is the same in each: hPa, mm, m, µg/m³.
 */
public enum Units {
  /** °C and m/s. */
  METRIC,
  /** K and m/s: what the API answers unless it is asked for others. */
  STANDARD,
  /** °F and mph. */
  IMPERIAL;

  /** The name in messages and in the API's addresses. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The units of that name; anything else is an {@link IllegalArgumentException}. */
  public static Units of(String text) {
    return Stream.of(values())
        .filter(units -> units.text().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("units '" + text + "' are none of the API's"));
  }
}
