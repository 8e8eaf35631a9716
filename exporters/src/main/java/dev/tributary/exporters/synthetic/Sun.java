package dev.tributary.exporters.synthetic;

/**
 * The sun over a place on a day of its clocks, by the sunrise equation with the equation of time
 * (Meeus: "Astronomical Algorithms"), right to about a minute.
 *
 * @param rise seconds of the epoch; 0 if it does not rise and set that day
 * @param set likewise
 * @param high whether it is up all day, if it does not rise and set
 */
record Sun(long rise, long set, boolean high) {

  private static final long DAY = 86_400;

  /** Noon of 1 January 2000, seconds of the epoch: when the counting of days begins. */
  private static final long EPOCH_2000 = 946_728_000;

  /** Its upper edge on the horizon, with the air's refraction, degrees. */
  private static final double HORIZON = -0.833;

  /** The sun of the day that clocks there show at a time. */
  static Sun of(City city, long second) {
    long offset = city.offset(second);
    long noon = Math.floorDiv(second + offset, DAY) * DAY + DAY / 2 - offset;
    double turn = city.lon() / 360;
    // The mean noon of the sun there that is nearest to that of the clocks.
    double day = Math.rint((double) (noon - EPOCH_2000) / DAY + turn) - turn;
    double anomaly = 357.5291 + 0.98560028 * day;
    double centre = 1.9148 * sin(anomaly) + 0.0200 * sin(2 * anomaly) + 0.0003 * sin(3 * anomaly);
    double longitude = anomaly + centre + 282.9372;
    double transit = day + 0.0053 * sin(anomaly) - 0.0069 * sin(2 * longitude);
    double sinDeclination = sin(longitude) * sin(23.4397);
    double cosDeclination = Math.sqrt(1 - sinDeclination * sinDeclination);
    double cosHour =
        (sin(HORIZON) - sin(city.lat()) * sinDeclination) / (cos(city.lat()) * cosDeclination);
    if (Math.abs(cosHour) >= 1) {
      return new Sun(0, 0, cosHour <= -1);
    }
    double half = StrictMath.toDegrees(StrictMath.acos(cosHour)) / 360;
    return new Sun(time(transit - half), time(transit + half), true);
  }

  /** Whether it is up at a time of that day. */
  boolean isUp(long second) {
    return rise == 0 ? high : second >= rise && second < set;
  }

  private static long time(double day) {
    return EPOCH_2000 + Math.round(day * DAY);
  }

  private static double sin(double degrees) {
    return StrictMath.sin(StrictMath.toRadians(degrees));
  }

  private static double cos(double degrees) {
    return StrictMath.cos(StrictMath.toRadians(degrees));
  }
}
