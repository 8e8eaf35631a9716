package dev.tributary.exporters.place;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A place in words, as {@code Paris, France} or {@code Paris, Texas, United States}: a city,
 * perhaps what it is in, and a country.
 *
 * @param qualified whether it says where the city is, in words that name a country or not
 */
record Location(Optional<String> city, Optional<String> country, boolean qualified) {

  static final Location NONE = new Location(Optional.empty(), Optional.empty(), false);

  /** Of all scripts that have one. */
  private static final Pattern COMMA = Pattern.compile("[,\u060C\u3001\uFF0C]");

  private static final int MAX_PARTS = 10;

  /** Shorter, it is a code. */
  private static final int SHORTEST_NAME = 4;

  static Location of(String text, Countries countries, Gazetteer gazetteer) {
    if (text.length() > Spelling.LONGEST) {
      return new Location(CityName.of(text), Optional.empty(), true);
    }
    String[] parts =
        Stream.of(COMMA.split(text.strip(), MAX_PARTS)).map(String::strip).toArray(String[]::new);
    Optional<String> whole = countries.of(text);
    if (parts.length == 1) {
      return single(parts[0], whole, gazetteer);
    }
    if (whole.isPresent()) {
      return new Location(Optional.empty(), whole, true);
    }
    // The longest end that is a country: some have a comma in their names.
    for (int i = 1; i < parts.length; i++) {
      String end = String.join(", ", Arrays.asList(parts).subList(i, parts.length));
      Optional<String> country = countries.of(end);
      if (country.isPresent()) {
        return new Location(CityName.of(parts[0]), country, true);
      }
    }
    return new Location(CityName.of(parts[0]), Optional.empty(), true);
  }

  /** A city, a country, or a city that is one, as Singapore. */
  private static Location single(String text, Optional<String> country, Gazetteer gazetteer) {
    boolean known = !gazetteer.named(text).isEmpty();
    boolean capitals = text.equals(text.toUpperCase(Locale.ROOT));
    if (country.isPresent() && !known && (capitals || text.length() >= SHORTEST_NAME)) {
      return new Location(Optional.empty(), country, false);
    }
    boolean both = country.isPresent() && known && text.length() >= SHORTEST_NAME;
    return new Location(CityName.of(text), both ? country : Optional.empty(), false);
  }
}
