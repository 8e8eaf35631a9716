package dev.tributary.exporters.alert;

/** How much of an alert a reading is: 0 none, 1, or 2 for the worst. Bounds belong to the level. */
public final class Level {

  private static final double WINDY = 10;
  private static final double STORMY = 20;
  private static final double WARM = 25;
  private static final double HOT = 35;

  private Level() {}

  /**
   * Of the wind.
   *
   * @param metresPerSecond 1 from 10 m/s on, 2 from 20 m/s on
   */
  public static int wind(double metresPerSecond) {
    return level(metresPerSecond, WINDY, STORMY);
  }

  /**
   * Of the heat.
   *
   * @param celsius 1 from 25 °C on, 2 from 35 °C on
   */
  public static int heat(double celsius) {
    return level(celsius, WARM, HOT);
  }

  private static int level(double figure, double first, double second) {
    if (figure >= second) {
      return 2;
    }
    return figure >= first ? 1 : 0;
  }
}
