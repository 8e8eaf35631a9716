package dev.tributary.exporters.synthetic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Cities in an order that never changes: some tens of real ones, then made-up ones, each not far
 * from a real one, with its country, its clocks and nearly its climate.
 */
final class Cities {

  /** Above all numbers that OpenWeather has. */
  private static final long FIRST_MADE_UP_ID = 20_000_000;

  private static final long SEED = 0x7C17;

  /** The real ones. */
  static final List<City> REAL = real();

  private Cities() {}

  /** The first of them. */
  static List<City> first(int count) {
    List<City> cities = new ArrayList<>(REAL.subList(0, Math.min(count, REAL.size())));
    for (int i = cities.size(); i < count; i++) {
      cities.add(madeUp(i - REAL.size()));
    }
    return cities;
  }

  private static City madeUp(int number) {
    Chance chance = new Chance(Hash.of(SEED, number));
    City near = REAL.get(chance.draw(REAL.size()));
    double lat = clamp(near.lat() + 5 * chance.draw() - 2.5, -85, 85);
    double lon = near.lon() + 6 * chance.draw() - 3;
    lon = lon >= 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
    lat = Math.round(lat * 1e4) / 1e4;
    lon = Math.round(lon * 1e4) / 1e4;
    Climate climate = near.climate();
    double warmer = 2 * chance.draw() - 1;
    return new City(
        CityNames.of(number),
        near.country(),
        FIRST_MADE_UP_ID + number,
        lat,
        lon,
        Spot.of(lat, lon),
        near.clocks(),
        Climate.of(
            Math.max(0, climate.elevation() + Math.rint(300 * chance.draw() - 150)),
            climate.mean() - climate.winter() + warmer,
            climate.mean() + climate.winter() + warmer,
            climate.rain() * (0.8 + 0.4 * chance.draw())));
  }

  private static double clamp(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }

  private static List<City> real() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Cities.class.getResourceAsStream("cities.csv"), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).map(Cities::real).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static City real(String line) {
    String[] cell = line.split(",", -1);
    double lat = Double.parseDouble(cell[3]);
    double lon = Double.parseDouble(cell[4]);
    return new City(
        cell[0],
        cell[1],
        Long.parseLong(cell[2]),
        lat,
        lon,
        Spot.of(lat, lon),
        ZoneId.of(cell[5]).getRules(),
        Climate.of(
            Double.parseDouble(cell[6]),
            Double.parseDouble(cell[7]),
            Double.parseDouble(cell[8]),
            Double.parseDouble(cell[9])));
  }
}
