package dev.tributary.exporters.openmeteo;

import dev.tributary.exporters.place.Countries;
import dev.tributary.exporters.weather.Place;
import java.text.Collator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place as a user names it.
 *
 * @param name of the city
 * @param country its code by ISO 3166-1 alpha-2, or a name that only the geocoder may know; empty
 *     for whichever it finds first
 */
public record PlaceName(String name, Optional<String> country) {

  /** Read when a country is named. */
  private static final class Known {
    private static final Countries COUNTRIES = new Countries();
  }

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
    return Known.COUNTRIES.of(text).orElse(text);
  }

  /**
   * Whether a place is in the country that was asked for.
   *
   * @param code of the place's country
   * @param itsName the country's name, as the geocoder has it
   */
  boolean isIn(String code, String itsName) {
    return country.isEmpty() || Stream.of(code, itsName).anyMatch(country.get()::equalsIgnoreCase);
  }

  /** Whether a place is called so, whatever its case and accents. */
  boolean isNamed(Place place) {
    Collator letters = Collator.getInstance(Locale.ROOT);
    letters.setStrength(Collator.PRIMARY);
    return letters.compare(name, place.city()) == 0;
  }

  /** In one form, whatever spaces it was given with. */
  @Override
  public String toString() {
    return name + country.map(given -> "," + given).orElse("");
  }
}
