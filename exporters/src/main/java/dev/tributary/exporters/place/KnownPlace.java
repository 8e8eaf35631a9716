package dev.tributary.exporters.place;

/**
 * A place of which it is known where it is.
 *
 * @param country ISO 3166-1 alpha-2
 * @param lat degrees, north positive
 * @param lon degrees, east positive
 * @param population 0 where it is not known
 */
public record KnownPlace(String name, String country, double lat, double lon, long population) {

  /** The mean radius of the earth, by the IUGG. */
  private static final double EARTH_KM = 6371.0088;

  public KnownPlace {
    if (name.isBlank()) {
      throw new IllegalArgumentException("it has no name");
    }
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
      throw new IllegalArgumentException(lat + ", " + lon + " is not on earth");
    }
  }

  /** The great-circle distance to a position. */
  public double km(double otherLat, double otherLon) {
    return km(Sphere.squaredChord(Sphere.point(lat, lon), Sphere.point(otherLat, otherLon)));
  }

  /** The way over the ground between two points of the unit sphere. */
  static double km(double squaredChord) {
    return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(squaredChord) / 2));
  }

  /** And back. */
  static double squaredChord(double km) {
    double half = Math.sin(Math.min(Math.PI / 2, km / EARTH_KM / 2));
    return 4 * half * half;
  }
}
