package dev.tributary.exporters.synthetic;

/**
 * What the weather of a place is like over the years.
 *
 * @param elevation metres above the sea
 * @param mean of the year, °C
 * @param winter by how much the coldest time of the northern year is below the mean, °C: less than
 *     0 in the south
 * @param rain precipitation in a year, mm
 * @param onset from which wetness on it rains, in standard deviations
 * @param intensity mm an hour for each of these above the onset
 */
record Climate(
    double elevation, double mean, double winter, double rain, double onset, double intensity) {

  private static final double HOURS_OF_YEAR = 8766;

  /**
   * A climate.
   *
   * @param january mean of January, °C
   * @param july mean of July, °C
   * @param rain mm in a year
   */
  static Climate of(double elevation, double january, double july, double rain) {
    double mean = (january + july) / 2;
    // The wetness of a field is seldom as extreme as a normal quantity's: a fifth more makes up for
    // it.
    double intensity = 1.5 + 0.2 * Math.max(0, mean);
    return new Climate(
        elevation,
        mean,
        (july - january) / 2,
        rain,
        onset(1.2 * rain / (HOURS_OF_YEAR * intensity)),
        intensity);
  }

  /** How far it dries out: 0 where it rains much, 1 in a desert. */
  double dryness() {
    return 1 - Math.min(1, rain / 1200);
  }

  /**
   * What a normal quantity exceeds so that the excess has the given mean: the inverse of the normal
   * loss function, whose logarithm is near -0.919 - 1.207 z - 0.359 z² from 0 to 3.
   */
  private static double onset(double mean) {
    double rest = -0.919 - StrictMath.log(mean);
    return (-1.207 + Math.sqrt(1.207 * 1.207 + 4 * 0.359 * Math.max(0, rest))) / (2 * 0.359);
  }
}
