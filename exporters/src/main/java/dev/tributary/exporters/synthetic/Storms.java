package dev.tributary.exporters.synthetic;

/**
 * Storms that cross the globe on top of its weather. Without them hardly any wind of it would be
 * worth an alert, and none one of the second level.
 */
final class Storms {

  /** From how many standard deviations on there is one. */
  private static final double ONSET = 1.3;

  /** m/s for each standard deviation beyond. */
  private static final double STRENGTH = 16;

  private final Field field;

  Storms(long seed) {
    // As large as a deep low's field of storm, and as long over a place.
    this.field = new Field(Hash.of(seed, 8), 600, 12);
  }

  /** By how much the wind is stronger for them, m/s. */
  double wind(City city, long second) {
    return STRENGTH * Math.max(0, field.at(city.spot(), second) - ONSET);
  }
}
