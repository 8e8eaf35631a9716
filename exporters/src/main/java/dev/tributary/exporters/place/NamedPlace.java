package dev.tributary.exporters.place;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    Location words =
        location.isTextual()
            ? Location.of(location.textValue(), countries, gazetteer)
            : Location.NONE;
    List<String> countryTexts =
        Stream.concat(
                objects.stream().map(each -> each.path("country_code")),
                Stream.concat(
                    Stream.of(json.path("sys").path("country")),
                    objects.stream().map(each -> each.path("country"))))
            .flatMap(node -> countryText(node).stream())
            .toList();
    Optional<String> country =
        countryTexts.stream()
            .flatMap(text -> countries.of(text).stream())
            .findFirst()
            .or(words::country);
    Optional<String> name =
        Stream.of(
                city,
                location.path("city"),
                geography.path("name"),
                geography.path("city"),
                city.path("name"),
                isOpenWeather(json) ? json.path("name") : json.path("city"))
            .filter(JsonNode::isTextual)
            .flatMap(node -> CityName.of(node.textValue()).stream())
            .findFirst()
            .or(words::city);
    Optional<Position> position =
        Stream.of(
                json,
                json.path("coord"),
                location,
                location.path("coord"),
                geography,
                city.path("coord"))
            .flatMap(node -> Position.in(node).stream())
            .findFirst();
    boolean elsewhere = country.isEmpty() && (words.qualified() || !countryTexts.isEmpty());
    return new NamedPlace(country, name, elsewhere, position);
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
