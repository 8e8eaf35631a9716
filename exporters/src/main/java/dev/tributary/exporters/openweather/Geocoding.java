package dev.tributary.exporters.openweather;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.weather.Place;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where cities are. One that was found is not asked for again: it does not move. */
final class Geocoding {

  /** The name that messages give this part. */
  static final String PART = "geocoding";

  private static final String PATH = "/geo/1.0/direct";

  /** The most that the API gives: one of the asked country may not be the first. */
  private static final String LIMIT = "5";

  private final Api api;
  private final Map<City, Place> known = new HashMap<>();

  Geocoding(Api api) {
    this.api = api;
  }

  /**
   * The place that a city is, with its position: the first that the API names in the country, and
   * the state, that was asked for.
   */
  Place find(City city) throws UnansweredException, InterruptedException {
    Place place = known.get(city);
    if (place == null) {
      place = ask(city);
      known.put(city, place);
    }
    return place;
  }

  private Place ask(City city) throws UnansweredException, InterruptedException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("q", city.toString());
    query.put("limit", LIMIT);
    JsonNode answer = api.ask(PATH, query);
    if (answer.isArray() && answer.isEmpty()) {
      throw new UnansweredException(
          "the geocoder knows no '%s'".formatted(Excerpt.of(city.toString())));
    }
    Set<String> elsewhere = new TreeSet<>();
    for (JsonNode found : answer) {
      Optional<Place> place = place(city, found);
      String state = found.path("state").asText("");
      if (place.isPresent() && city.isIn(place.get().country(), state)) {
        return place.get();
      }
      place.ifPresent(
          other -> elsewhere.add((state.isEmpty() ? "" : state + ", ") + other.country()));
    }
    throw new UnansweredException(
        elsewhere.isEmpty()
            ? "this is no answer of geocoding: " + Excerpt.of(answer.toString())
            : "the geocoder knows '%s' in %s, none in %s"
                .formatted(
                    Excerpt.of(city.name()),
                    Excerpt.of(String.join("; ", elsewhere)),
                    city.whereabouts()));
  }

  /** With the state in its name, where one was asked for: a country has many Springfields. */
  private static Optional<Place> place(City city, JsonNode found) {
    String name = found.path("name").asText("");
    String country = found.path("country").asText("");
    Optional<Place.Position> position = Place.Position.of(found.path("lat"), found.path("lon"));
    if (name.isBlank() || !Place.isCountry(country) || position.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Place(
            city.stateName()
                .map(state -> name + ", " + found.path("state").asText(state))
                .orElse(name),
            country,
            position));
  }
}
