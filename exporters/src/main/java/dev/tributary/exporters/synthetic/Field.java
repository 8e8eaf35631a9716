package dev.tributary.exporters.synthetic;

/**
 * A quantity that varies smoothly in space and time: value noise on a lattice in space, which the
 * globe drifts through. Values are between -1 and 1 around 0; places nearer than a cell are alike,
 * as are times of a place nearer than a crossing.
 */
final class Field {

  /** Standard deviation of the values: 1/√3 at a corner, less in between. */
  static final double DEVIATION = 0.37;

  private final long seed;
  private final double perKilometre;
  private final double perSecond;

  /**
   * @param cell size of a cell of the lattice, km
   * @param crossing how long the globe takes to cross one, hours
   */
  Field(long seed, double cell, double crossing) {
    this.seed = seed;
    this.perKilometre = 1 / cell;
    this.perSecond = 1 / (crossing * 3600);
  }

  /** The value at a spot, in standard deviations. */
  double at(Spot spot, long second) {
    // Along no axis and no diagonal: else a place would come by the same corners for long.
    double way = second * perSecond;
    double x = spot.x() * perKilometre + way * 0.81;
    double y = spot.y() * perKilometre + way * 0.50;
    double z = spot.z() * perKilometre + way * 0.31;
    double left = Math.floor(x);
    double front = Math.floor(y);
    double bottom = Math.floor(z);
    double right = ease(x - left);
    double back = ease(y - front);
    double top = ease(z - bottom);
    // Distances of the lattice's hashes from corner to corner: any odd numbers without a pattern.
    long dx = 0xD6E8FEB86659FD93L;
    long dy = 0xA0761D6478BD642FL;
    long dz = 0xE7037ED1A0B428DBL;
    long origin = seed + ((long) left) * dx + ((long) front) * dy + ((long) bottom) * dz;
    double low =
        between(
            between(corner(origin), corner(origin + dx), right),
            between(corner(origin + dy), corner(origin + dx + dy), right),
            back);
    double high =
        between(
            between(corner(origin + dz), corner(origin + dx + dz), right),
            between(corner(origin + dy + dz), corner(origin + dx + dy + dz), right),
            back);
    return between(low, high, top) / DEVIATION;
  }

  private static double corner(long hash) {
    return (Hash.of(hash) >> 11) * 0x1p-52;
  }

  private static double between(double from, double to, double share) {
    return from + (to - from) * share;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}
