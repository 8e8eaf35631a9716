package dev.tributary.exporters.synthetic;

/**
 * A place on the globe as a point in space, in kilometres from its centre: near places have near
 * numbers, at the date line and the poles, too.
 */
record Spot(double x, double y, double z) {

  private static final double EARTH_RADIUS = 6371;

  /** Of a position in degrees. */
  static Spot of(double lat, double lon) {
    double phi = StrictMath.toRadians(lat);
    double lambda = StrictMath.toRadians(lon);
    double axis = EARTH_RADIUS * StrictMath.cos(phi);
    return new Spot(
        axis * StrictMath.cos(lambda),
        axis * StrictMath.sin(lambda),
        EARTH_RADIUS * StrictMath.sin(phi));
  }
}
