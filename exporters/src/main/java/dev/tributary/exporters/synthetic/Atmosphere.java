package dev.tributary.exporters.synthetic;

/** The weather of the whole globe at all times, as a seed makes it. */
final class Atmosphere {

  private static final double DAY = 86_400;
  private static final double YEAR = 365.2425 * DAY;

  /** When the north is coldest on average: 20 January, as seconds of the epoch. */
  private static final double COLDEST = 19 * DAY;

  /** When the sun is lowest in the north: 21 December 1969. */
  private static final double SOLSTICE = -10 * DAY;

  private final Field front;
  private final Field shower;
  private final Field warmth;
  private final Field west;
  private final Field south;
  private final Field turbulence;
  private final Field haze;

  Atmosphere(long seed) {
    // Cells as large as lows, showers, air masses, streets are; crossed as fast as these pass.
    this.front = new Field(Hash.of(seed, 1), 1500, 40);
    this.shower = new Field(Hash.of(seed, 2), 180, 5);
    this.warmth = new Field(Hash.of(seed, 3), 2000, 70);
    this.west = new Field(Hash.of(seed, 4), 1200, 30);
    this.south = new Field(Hash.of(seed, 5), 1200, 30);
    this.turbulence = new Field(Hash.of(seed, 6), 60, 1.5);
    this.haze = new Field(Hash.of(seed, 7), 400, 30);
  }

  /** How near it is to rain, in standard deviations. */
  double wetness(City city, long second) {
    return 0.8 * front.at(city.spot(), second) + 0.6 * shower.at(city.spot(), second);
  }

  /** Precipitation at a time, mm an hour, as it would be if it changed without steps. */
  double intensity(City city, long second) {
    Climate climate = city.climate();
    return climate.intensity() * Math.max(0, wetness(city, second) - climate.onset());
  }

  /** Share of the sky that clouds cover, 0 to 1. */
  double cover(City city, long second) {
    double dryness = city.climate().dryness();
    return clamp(0.56 - 0.3 * dryness * dryness + 0.32 * wetness(city, second), 0, 1);
  }

  /** What a day of the season is like on average, °C. */
  double season(City city, long second) {
    Climate climate = city.climate();
    return climate.mean() - climate.winter() * wave(second - COLDEST, YEAR);
  }

  /** °C. */
  double temperature(City city, long second) {
    Climate climate = city.climate();
    double declination = -23.44 * wave(second - SOLSTICE, YEAR);
    double light = Math.max(0.1, StrictMath.cos(StrictMath.toRadians(city.lat() - declination)));
    double clear = 1 - 0.6 * cover(city, second);
    double swing = (4 + 5 * climate.dryness()) * light * clear;
    return season(city, second)
        + swing * wave(solarTime(city, second) - 14.5 * 3600, DAY)
        + (1 + Math.abs(city.lat()) / 16) * warmth.at(city.spot(), second)
        - 0.5 * shower.at(city.spot(), second);
  }

  /** At sea level, hPa: low where a front is, so it falls before rain. */
  double pressure(City city, long second) {
    return 1014 - 7 * (0.35 + Math.abs(city.lat()) / 60) * front.at(city.spot(), second);
  }

  /** The wind's part that blows from the west, m/s. */
  double westWind(City city, long second) {
    return strength(city, second) * (west.at(city.spot(), second) + 0.4);
  }

  /** The wind's part that blows from the south, m/s. */
  double southWind(City city, long second) {
    return strength(city, second) * south.at(city.spot(), second);
  }

  /** What lies in the air for lack of exchange, 1 on average. */
  double staleness(City city, long second) {
    return StrictMath.exp(0.4 * haze.at(city.spot(), second));
  }

  /** Seconds of the epoch, were clocks set by the sun. */
  static double solarTime(City city, long second) {
    return second + city.lon() * 240;
  }

  /** A cosine that has its crest at times of 0. */
  static double wave(double time, double period) {
    return StrictMath.cos(2 * Math.PI * (time / period));
  }

  static double clamp(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }

  private double strength(City city, long second) {
    return (1.6 + Math.abs(city.lat()) / 40)
        * (1 + 0.2 * clamp(front.at(city.spot(), second), 0, 3))
        * (1 + 0.12 * turbulence.at(city.spot(), second));
  }
}
