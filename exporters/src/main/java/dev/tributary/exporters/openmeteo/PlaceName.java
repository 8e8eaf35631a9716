package dev.tributary.exporters.openmeteo;

import dev.tributary.exporters.alert.Countries;
import dev.tributary.exporters.weather.Place;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place as a user names it.
 *
 * @param name of the city
 * @param country its code by ISO 3166-1 alpha-2, in capitals, or its English name; empty for
 *     whichever the geocoder finds first
 */
public record PlaceName(String name, Optional<String> country) {

  /** Takes {@code Paris}, {@code Paris,FR} or {@code Paris, France}. */
  public static PlaceName of(String text) {
    List<String> parts = Stream.of(text.split(",", -1)).map(String::strip).toList();
    if (parts.size() > 2 || parts.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "place '%s' is none of the form Paris, Paris,FR or 'Paris, France'".formatted(text));
    }
    return new PlaceName(parts.get(0), parts.stream().skip(1).findFirst().map(PlaceName::country));
  }

  private static String country(String text) {
    String code = text.toUpperCase(Locale.ROOT);
    return Place.isCountry(code) ? code : text;
  }

  /**
   * Whether a place is in the country that was asked for.
   *
   * @param code of the place's country
   * @param itsName the country's name, as the geocoder has it
   */
  boolean isIn(String code, String itsName) {
    return country.isEmpty()
        || Stream.of(code, itsName, Countries.name(code)).anyMatch(country.get()::equalsIgnoreCase);
  }

  /** In one form, whatever spaces it was given with. */
  @Override
  public String toString() {
    return name + country.map(given -> "," + given).orElse("");
  }
}
