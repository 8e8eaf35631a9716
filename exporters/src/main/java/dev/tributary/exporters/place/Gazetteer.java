package dev.tributary.exporters.place;

import dev.tributary.catalog.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The known places: those that ship, and those of a file that a setting names. */
public final class Gazetteer {

  /** Two of one name and country are one place within so much, however each has its centre. */
  private static final double SAME_KM = 50;

  private final Sphere sphere;
  private final Map<String, List<KnownPlace>> byName;
  private final double withinKm;

  /** Of some places. */
  Gazetteer(List<KnownPlace> places, double withinKm) {
    this.sphere = new Sphere(places);
    this.withinKm = withinKm;
    this.byName = new HashMap<>();
    for (KnownPlace place : places) {
      byName.merge(key(place.name()), List.of(place), Gazetteer::joined);
    }
  }

  /**
   * What ships, and what the settings add. A place that ships gives way to one of the file that has
   * its name among its own.
   *
   * @throws dev.tributary.catalog.run.TributaryException if the file cannot be read
   */
  public static Gazetteer of(Settings settings) {
    List<KnownPlace> places = shipped();
    Settings.PLACES_FILE.find(settings).ifPresent(file -> add(Path.of(file), places));
    return new Gazetteer(places, settings.get(Settings.PLACES_WITHIN_KM));
  }

  private static void add(Path file, List<KnownPlace> places) {
    Sphere shipped = new Sphere(places);
    Set<KnownPlace> replaced = new HashSet<>();
    List<KnownPlace> added = new ArrayList<>();
    PlaceFile.read(
        file,
        entry -> {
          KnownPlace place = entry.place();
          shipped
              .nearest(place.lat(), place.lon(), SAME_KM, entry::isAlso)
              .ifPresent(replaced::add);
          added.add(place);
        });
    places.removeAll(replaced);
    places.addAll(added);
  }

  /** The places that ship. */
  static List<KnownPlace> shipped() {
    List<KnownPlace> places = new ArrayList<>();
    try (InputStream resource = Gazetteer.class.getResourceAsStream("places.csv")) {
      PlaceFile.read("places.csv", resource, entry -> places.add(entry.place()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return places;
  }

  /** The nearest, within {@code tributary.places.within.km}. */
  public Optional<KnownPlace> nearest(double lat, double lon) {
    return nearest(lat, lon, place -> true);
  }

  /** The nearest in a country, within {@code tributary.places.within.km}. */
  public Optional<KnownPlace> nearest(double lat, double lon, String country) {
    return nearest(lat, lon, place -> place.country().equals(country));
  }

  /** The places of a name, however it is spelled: in any case, with accents or without. */
  public List<KnownPlace> named(String city) {
    return city.length() > Spelling.LONGEST ? List.of() : byName.getOrDefault(key(city), List.of());
  }

  private Optional<KnownPlace> nearest(double lat, double lon, Predicate<KnownPlace> wanted) {
    return sphere.nearest(lat, lon, withinKm, wanted);
  }

  /** Words apart: George Town is not Georgetown. */
  private static String key(String name) {
    return String.join(" ", Spelling.words(name));
  }

  private static List<KnownPlace> joined(List<KnownPlace> some, List<KnownPlace> others) {
    List<KnownPlace> all = new ArrayList<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }
}
