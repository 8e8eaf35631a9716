package dev.tributary.exporters.place;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The place that a message is of.
 *
 * @param country ISO 3166-1 alpha-2, or {@link Sighting#NO_COUNTRY}
 * @param city as the message has it, or {@link Sighting#NO_CITY}
 */
record Resolution(String country, String city) {

  /** How far from its centre a city is still called by its name. */
  private static final double NAMED_WITHIN_KM = 100;

  /**
   * Decides by what the message says, then by its key, then by its coordinates; docs/places.md has
   * the rules.
   */
  static Resolution of(NamedPlace named, Optional<Key> key, Gazetteer gazetteer) {
    Optional<String> country = named.country();
    Optional<String> city = named.city();
    if (key.isPresent() && agrees(key.get(), country, city)) {
      country = Optional.of(key.get().country());
      city = city.or(() -> Optional.of(key.get().city()));
    }
    if (city.isEmpty()) {
      Optional<KnownPlace> near = near(named.position(), country, gazetteer);
      city = near.map(KnownPlace::name);
      country = country.or(() -> near.map(KnownPlace::country));
    } else if (country.isEmpty()) {
      country = countryOf(city.get(), named, gazetteer);
    }
    return new Resolution(country.orElse(Sighting.NO_COUNTRY), city.orElse(Sighting.NO_CITY));
  }

  /** A key may say what the message does not, and not what it says otherwise. */
  private static boolean agrees(Key key, Optional<String> country, Optional<String> city) {
    boolean sameCity =
        city.isEmpty()
            || city.get().equals(key.city())
            || Spelling.plain(city.get()).equals(Spelling.plain(key.city()));
    return sameCity && (country.isEmpty() || country.get().equals(key.country()));
  }

  private static Optional<KnownPlace> near(
      Optional<Position> position, Optional<String> country, Gazetteer gazetteer) {
    return position.flatMap(
        at ->
            country.isPresent()
                ? gazetteer.nearest(at.lat(), at.lon(), country.get())
                : gazetteer.nearest(at.lat(), at.lon()));
  }

  private static Optional<String> countryOf(String city, NamedPlace named, Gazetteer gazetteer) {
    List<KnownPlace> places = gazetteer.named(city);
    if (named.position().isPresent()) {
      Position at = named.position().get();
      return places.stream()
          .filter(place -> place.km(at.lat(), at.lon()) <= NAMED_WITHIN_KM)
          .min(Comparator.comparingDouble(place -> place.km(at.lat(), at.lon())))
          .or(() -> gazetteer.nearest(at.lat(), at.lon()))
          .map(KnownPlace::country);
    }
    if (named.elsewhere() || places.isEmpty()) {
      return Optional.empty();
    }
    KnownPlace largest = largest(places);
    boolean alone = places.stream().allMatch(each -> each.country().equals(largest.country()));
    return alone || largest.population() > 0 ? Optional.of(largest.country()) : Optional.empty();
  }

  /** The first where none has a known population. */
  private static KnownPlace largest(List<KnownPlace> places) {
    KnownPlace largest = places.get(0);
    for (KnownPlace place : places) {
      if (place.population() > largest.population()) {
        largest = place;
      }
    }
    return largest;
  }
}
