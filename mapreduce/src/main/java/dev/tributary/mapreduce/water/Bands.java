package dev.tributary.mapreduce.water;

import java.util.List;

/**
 * A division of the values of a parameter into bands that touch.
 *
 * @param names from the lowest band on
 * @param bounds the lower bounds of all but the lowest, which belong to the band that they begin
 */
record Bands(List<String> names, List<Double> bounds) {

  /** Acid neutralizing capacity in µeq/L, as the EPA classes surface waters. */
  static final Bands ANC =
      new Bands(
          List.of("acute", "severe", "elevated", "moderate", "low concern"),
          List.of(0.0, 20.0, 50.0, 100.0));

  /** Laboratory pH. */
  static final Bands PH =
      new Bands(
          List.of("below 5", "5-5.5", "5.5-6", "6-6.5", "6.5 and up"), List.of(5.0, 5.5, 6.0, 6.5));

  Bands {
    names = List.copyOf(names);
    bounds = List.copyOf(bounds);
  }

  /** The index of the band that a value is in. */
  int indexOf(double value) {
    return (int) bounds.stream().filter(bound -> value >= bound).count();
  }

  /** The name of the band that a value is in. */
  String nameOf(double value) {
    return names.get(indexOf(value));
  }
}
