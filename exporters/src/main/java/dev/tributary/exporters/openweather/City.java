package dev.tributary.exporters.openweather;

import dev.tributary.exporters.weather.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A city as a user names it.
 *
 * @param state of the US by its code, elsewhere as it was given
 * @param country ISO 3166-1 alpha-2; empty for whichever the API finds first
 */
public record City(String name, Optional<String> state, Optional<String> country) {

  private static final String US = "US";

  /** Takes {@code Paris}, {@code Paris,FR} or {@code Springfield,IL,US}. */
  public static City of(String text) {
    List<String> parts = Stream.of(text.split(",", -1)).map(String::strip).toList();
    if (parts.size() > 3 || parts.stream().anyMatch(String::isBlank)) {
      throw unreadable(text);
    }
    if (parts.size() == 1) {
      return new City(parts.get(0), Optional.empty(), Optional.empty());
    }
    String country = parts.get(parts.size() - 1).toUpperCase(Locale.ROOT);
    if (!Place.isCountry(country)) {
      throw unreadable(text);
    }
    Optional<String> state = parts.size() == 3 ? Optional.of(parts.get(1)) : Optional.empty();
    if (country.equals(US) && state.isPresent()) {
      state = UsStates.code(parts.get(1));
      if (state.isEmpty()) {
        throw new IllegalArgumentException(
            "'%s' of city '%s' is no state of the US, such as IL".formatted(parts.get(1), text));
      }
    }
    return new City(parts.get(0), state, Optional.of(country));
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "city '%s' is none of the form Paris, Paris,FR or Springfield,IL,US".formatted(text));
  }

  /** The name of the state: the one that makes places of a name differ. */
  Optional<String> stateName() {
    return country.filter(US::equals).isPresent() ? state.map(UsStates::name) : state;
  }

  /** Whether a place is what was asked for. Other countries' states are not told in one form. */
  boolean isIn(String itsCountry, String itsState) {
    boolean inCountry = country.isEmpty() || country.get().equals(itsCountry);
    boolean anyState = state.isEmpty() || !itsCountry.equals(US);
    return inCountry && (anyState || stateName().orElseThrow().equalsIgnoreCase(itsState));
  }

  /** What it is to be in, for messages. */
  String whereabouts() {
    return Stream.concat(stateName().stream(), country.stream())
        .reduce((one, other) -> one + ", " + other)
        .orElse("any country");
  }

  /** As the API is asked for it, and as messages name it. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>(List.of(name));
    state.ifPresent(parts::add);
    country.ifPresent(parts::add);
    return String.join(",", parts);
  }
}
