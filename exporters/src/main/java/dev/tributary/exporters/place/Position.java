package dev.tributary.exporters.place;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A place in degrees, WGS 84.
 *
 * @param lat north positive
 * @param lon east positive
 */
record Position(double lat, double lon) {

  private static final List<List<String>> NAMES =
      List.of(List.of("latitude", "longitude"), List.of("lat", "lon"), List.of("lat", "lng"));

  /** The position among the members of an object; empty if it tells none on earth. */
  static Optional<Position> in(JsonNode object) {
    for (List<String> names : NAMES) {
      OptionalDouble lat = Numbers.number(object.path(names.get(0)));
      OptionalDouble lon = Numbers.number(object.path(names.get(1)));
      if (lat.isPresent()
          && lon.isPresent()
          && Math.abs(lat.getAsDouble()) <= 90
          && Math.abs(lon.getAsDouble()) <= 180) {
        return Optional.of(new Position(lat.getAsDouble(), lon.getAsDouble()));
      }
    }
    return Optional.empty();
  }
}
