package dev.tributary.exporters.synthetic;

import dev.tributary.exporters.weather.Place;
import java.time.Instant;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * A city that there is weather of.
 *
 * @param country ISO 3166-1 alpha-2
 * @param id as OpenWeather numbers cities
 * @param lat degrees, north positive
 * @param lon degrees, east positive
 */
record City(
    String name,
    String country,
    long id,
    double lat,
    double lon,
    Spot spot,
    ZoneRules clocks,
    Climate climate) {

  /** By how many seconds its clocks are ahead of UTC. */
  int offset(long second) {
    return clocks.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
  }

  /** The same city by another name. */
  City named(String other) {
    return new City(other, country, id, lat, lon, spot, clocks, climate);
  }

  Place place() {
    return new Place(name, country, Optional.of(new Place.Position(lat, lon)));
  }
}
