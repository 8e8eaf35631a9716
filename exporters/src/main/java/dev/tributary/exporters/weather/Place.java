package dev.tributary.exporters.weather;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where it is.
 *
 * @param city its name, not empty
 * @param country ISO 3166-1 alpha-2, such as FR
 * @param position empty if it is not known
 */
public record Place(String city, String country, Optional<Position> position) {

  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  public Place {
    if (city.isBlank()) {
      throw new IllegalArgumentException("a place has a name");
    }
    if (!COUNTRY.matcher(country).matches()) {
      throw new IllegalArgumentException(
          "country '" + country + "' is not of two capital letters, such as FR");
    }
  }

  /** A place in degrees, WGS 84. */
  public record Position(double lat, double lon) {}

  /** The key of its messages. */
  public String key() {
    return country + "/" + city;
  }
}
