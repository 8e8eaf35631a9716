package dev.tributary.exporters.weather;

import com.fasterxml.jackson.databind.JsonNode;
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
    if (!isCountry(country)) {
      throw new IllegalArgumentException(
          "country '" + country + "' is not of two capital letters, such as FR");
    }
  }

  /** A place in degrees, WGS 84. */
  public record Position(double lat, double lon) {

    /** The position that the members of an answer tell; empty if they tell none. */
    public static Optional<Position> of(JsonNode lat, JsonNode lon) {
      boolean isOne =
          lat.isNumber()
              && lon.isNumber()
              && Math.abs(lat.doubleValue()) <= 90
              && Math.abs(lon.doubleValue()) <= 180;
      return isOne
          ? Optional.of(new Position(lat.doubleValue(), lon.doubleValue()))
          : Optional.empty();
    }
  }

  /** Whether a text has the form of a country's code. */
  public static boolean isCountry(String text) {
    return COUNTRY.matcher(text).matches();
  }

  /** The key of its messages. */
  public String key() {
    return country + "/" + city;
  }
}
