package dev.tributary.exporters.synthetic;

/**
 * What the instruments of a city read at a time.
 *
 * @param second of the epoch
 * @param temperature °C
 * @param feelsLike °C
 * @param pressure at sea level, hPa
 * @param groundPressure at the place, hPa
 * @param humidity relative, %
 * @param clouds %
 * @param wind m/s
 * @param windFrom degrees, 0 to 359, clockwise from the north
 * @param falling rain and snow now, mm an hour
 * @param fallen rain and snow of the last hours that are told of, mm
 */
record Reading(
    City city,
    long second,
    double temperature,
    double feelsLike,
    int pressure,
    int groundPressure,
    int humidity,
    int clouds,
    double wind,
    int windFrom,
    Precipitation.Fall falling,
    Precipitation.Fall fallen) {

  /** Less than what is told of: hundredths of a millimetre. */
  private static final double NOTHING = 0.005;

  /** The reading of a city with what fell in the hours before. */
  static Reading of(Atmosphere atmosphere, City city, long second, int hours) {
    Precipitation precipitation = new Precipitation(atmosphere);
    Precipitation.Fall fallen = precipitation.between(city, second - 3600L * hours, second);
    Precipitation.Fall falling =
        fallen.both() < NOTHING
            ? Precipitation.Fall.NONE // what is not told of as fallen is not as falling either
            : precipitation.at(city, second);
    double temperature = atmosphere.temperature(city, second);
    double west = atmosphere.westWind(city, second);
    double south = atmosphere.southWind(city, second);
    double wind = Math.sqrt(west * west + south * south);
    double pressure = atmosphere.pressure(city, second);
    int humidity = humidity(atmosphere, city, second, temperature, falling);
    int clouds = (int) Math.round(100 * atmosphere.cover(city, second));
    return new Reading(
        city,
        second,
        temperature,
        feelsLike(temperature, humidity, wind),
        (int) Math.round(pressure),
        (int) Math.round(pressure * thinning(city, temperature)),
        humidity,
        falling.both() > 0 ? Math.max(75, clouds) : clouds,
        wind,
        (int)
            Math.floorMod(Math.round(StrictMath.toDegrees(StrictMath.atan2(-west, -south))), 360L),
        falling,
        fallen);
  }

  /** Falls as the day warms, and is high in rain. */
  private static int humidity(
      Atmosphere atmosphere,
      City city,
      long second,
      double temperature,
      Precipitation.Fall falling) {
    double usual = 72 - 35 * city.climate().dryness() * city.climate().dryness();
    double warmer = temperature - atmosphere.season(city, second);
    double humidity = usual + 9 * atmosphere.wetness(city, second) - 2.2 * warmer;
    double least = falling.both() > 0 ? 82 + Math.min(14, 4 * falling.both()) : 8;
    return (int) Math.round(Atmosphere.clamp(humidity, least, 100));
  }

  /** Steadman's apparent temperature, as the Australian Bureau of Meteorology gives it. */
  private static double feelsLike(double temperature, int humidity, double wind) {
    double vapour =
        humidity / 100.0 * 6.105 * StrictMath.exp(17.27 * temperature / (237.7 + temperature));
    return temperature + 0.33 * vapour - 0.7 * wind - 4;
  }

  /** By the barometric formula. */
  private static double thinning(City city, double temperature) {
    return StrictMath.exp(-city.climate().elevation() / (29.27 * (temperature + 273.15)));
  }
}
