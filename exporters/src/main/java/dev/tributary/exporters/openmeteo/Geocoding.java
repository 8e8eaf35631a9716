package dev.tributary.exporters.openmeteo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.weather.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where places are. One that was found is not asked for again: it does not move. */
final class Geocoding {

  /** What failures call it. */
  static final String PART = "geocoding";

  private static final String PATH = "/v1/search";

  /** The most that the API gives, that one of the asked country is among those of its name. */
  private static final String COUNT = "100";

  private final Api api;
  private final Map<PlaceName, Place> known = new HashMap<>();

  Geocoding(Api api) {
    this.api = api;
  }

  /**
   * The place, with its position: the first that the API names in the country asked for, of those
   * that are called so if there are any.
   */
  Place find(PlaceName asked) throws UnansweredException, InterruptedException {
    Place place = known.get(asked);
    if (place == null) {
      place = ask(asked);
      known.put(asked, place);
    }
    return place;
  }

  private Place ask(PlaceName asked) throws UnansweredException, InterruptedException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("name", asked.name());
    query.put("count", COUNT);
    query.put("language", "en");
    query.put("format", "json");
    JsonNode answer = api.ask(PATH, query);
    JsonNode results = answer.path("results");
    // Where there is none, the answer has no such member.
    if (answer.isObject()
        && (results.isMissingNode() || (results.isArray() && results.isEmpty()))) {
      throw new UnansweredException(
          "the geocoder knows no '%s'".formatted(Excerpt.of(asked.name())));
    }
    Set<String> elsewhere = new TreeSet<>();
    List<Place> there = new ArrayList<>();
    for (JsonNode found : results) {
      Optional<Place> place = place(found);
      if (place.isPresent()
          && asked.isIn(place.get().country(), found.path("country").asText(""))) {
        there.add(place.get());
      } else {
        place.map(Place::country).ifPresent(elsewhere::add);
      }
    }
    if (!there.isEmpty()) {
      // The API also finds names that only begin so, or are written alike.
      return there.stream().filter(asked::isNamed).findFirst().orElse(there.get(0));
    }
    throw new UnansweredException(
        elsewhere.isEmpty()
            ? "this is no answer of geocoding: " + Excerpt.of(answer.toString())
            : "the geocoder knows '%s' in %s, none in '%s'"
                .formatted(
                    Excerpt.of(asked.name()),
                    Excerpt.of(String.join(", ", elsewhere)),
                    Excerpt.of(asked.country().orElse("any country"))));
  }

  private static Optional<Place> place(JsonNode found) {
    String name = found.path("name").asText("").strip();
    String country = found.path("country_code").asText("");
    Optional<Place.Position> position =
        Place.Position.of(found.path("latitude"), found.path("longitude"));
    return name.isEmpty() || !Place.isCountry(country) || position.isEmpty()
        ? Optional.empty()
        : Optional.of(new Place(name, country, position));
  }
}
