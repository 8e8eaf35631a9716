package dev.tributary.exporters.alert;

/** How severe wind or heat is: 0 for none, 1, or 2. A threshold belongs to the level it begins. */
public final class Level {

  private Level() {}

  /** 1 from 10 m/s, 2 from 20 m/s. */
  public static int wind(double metresPerSecond) {
    return of(metresPerSecond, 10, 20);
  }

  /** 1 from 25 °C, 2 from 35 °C. */
  public static int heat(double celsius) {
    return of(celsius, 25, 35);
  }

  private static int of(double value, double first, double second) {
    return value >= second ? 2 : value >= first ? 1 : 0;
  }
}
