package dev.tributary.mapreduce.weather;

/** Levels of alert: 0 below the first bound, 1 from there, 2 from the second one. */
enum Alert {
  /** In m/s. */
  WIND(10, 20),
  /** In °C. */
  HEAT(25, 35);

  private final double first;
  private final double second;

  Alert(double first, double second) {
    this.first = first;
    this.second = second;
  }

  /** The level of a figure; null of none. */
  String level(Double figure) {
    if (figure == null) {
      return null;
    }
    return figure >= second ? "2" : figure >= first ? "1" : "0";
  }
}
