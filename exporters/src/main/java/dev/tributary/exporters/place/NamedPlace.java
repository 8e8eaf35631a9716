package dev.tributary.exporters.place;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a message says in words of where it is of, and by which coordinates.
 *
 * @param country ISO 3166-1 alpha-2
 * @param elsewhere whether it says where the city is, though not in words that are understood: then
 *     the name of the city alone tells no country
 */
record NamedPlace(
    Optional<String> country,
    Optional<String> city,
    boolean elsewhere,
    Optional<Position> position) {

  static final NamedPlace NONE =
      new NamedPlace(Optional.empty(), Optional.empty(), false, Optional.empty());

  /** Reads a message of any of the shapes of docs/places.md. */
  static NamedPlace in(JsonNode json, Countries countries, Gazetteer gazetteer) {
    JsonNode location = json.path("location");
    JsonNode geography = location.path("geography");
    JsonNode city = json.path("city");
    List<JsonNode> objects = List.of(json, location, geography, city);

    Optional<String> country = Optional.empty();
    boolean elsewhere = false;
    for (JsonNode node : countryNodes(json, objects)) {
      Optional<String> text = countryText(node);
      if (text.isPresent()) {
        elsewhere = true;
        country = countries.of(text.get());
        if (country.isPresent()) {
          break;
        }
      }
    }
    Optional<String> name = city(json, location, geography, city);
    if (location.isTextual() && (country.isEmpty() || name.isEmpty())) {
      Location words = Location.of(location.textValue(), countries, gazetteer);
      country = country.or(words::country);
      name = name.or(words::city);
      elsewhere |= words.qualified();
    }
    return new NamedPlace(
        country, name, elsewhere && country.isEmpty(), position(json, location, geography, city));
  }

  /** Codes before names: no two countries have one. */
  private static List<JsonNode> countryNodes(JsonNode json, List<JsonNode> objects) {
    List<JsonNode> nodes = new ArrayList<>();
    for (JsonNode object : objects) {
      nodes.add(object.path("country_code"));
    }
    nodes.add(json.path("sys").path("country"));
    for (JsonNode object : objects) {
      nodes.add(object.path("country"));
    }
    return nodes;
  }

  private static Optional<String> city(
      JsonNode json, JsonNode location, JsonNode geography, JsonNode city) {
    List<JsonNode> nodes =
        List.of(
            city,
            location.path("city"),
            geography.path("name"),
            geography.path("city"),
            city.path("name"),
            isOpenWeather(json) ? json.path("name") : MissingNode.getInstance());
    for (JsonNode node : nodes) {
      Optional<String> name = node.isTextual() ? CityName.of(node.textValue()) : Optional.empty();
      if (name.isPresent()) {
        return name;
      }
    }
    return Optional.empty();
  }

  private static Optional<Position> position(
      JsonNode json, JsonNode location, JsonNode geography, JsonNode city) {
    List<JsonNode> nodes =
        List.of(
            json,
            json.path("coord"),
            location,
            location.path("coord"),
            geography,
            city.path("coord"));
    for (JsonNode node : nodes) {
      Optional<Position> position = Position.in(node);
      if (position.isPresent()) {
        return position;
      }
    }
    return Optional.empty();
  }

  /** A code of digits may come as a number. */
  private static Optional<String> countryText(JsonNode node) {
    return (node.isTextual() || node.isIntegralNumber()) && !node.asText().isBlank()
        ? Optional.of(node.asText())
        : Optional.empty();
  }

  /** Its bodies call the place by its name only, which elsewhere may be of anything. */
  private static boolean isOpenWeather(JsonNode json) {
    return json.path("coord").isObject() || json.path("sys").isObject();
  }
}
