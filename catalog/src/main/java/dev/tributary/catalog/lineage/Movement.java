package dev.tributary.catalog.lineage;

import java.util.ArrayList;
import java.util.List;

/**
 * Data on their way.
 *
 * @param of what tells it from others of its verb: a dataset, a directory
 * @param lasting whether it goes on until it is asked to end
 * @param from where they are read, as far as it is known when it begins
 * @param to where they are written, likewise
 */
public record Movement(String of, boolean lasting, List<Location> from, List<Location> to) {

  public Movement {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /** One of which no location is known yet. */
  public static Movement of(String what) {
    return new Movement(what, false, List.of(), List.of());
  }

  /** The same, which also reads these. */
  public Movement from(List<Location> locations) {
    return new Movement(of, lasting, both(from, locations), to);
  }

  /** The same, which also reads this. */
  public Movement from(Location location) {
    return from(List.of(location));
  }

  /** The same, which also writes these. */
  public Movement to(List<Location> locations) {
    return new Movement(of, lasting, from, both(to, locations));
  }

  /** The same, which also writes this. */
  public Movement to(Location location) {
    return to(List.of(location));
  }

  /** The same, of a service. */
  public Movement lasting(boolean isService) {
    return new Movement(of, isService, from, to);
  }

  private static List<Location> both(List<Location> some, List<Location> more) {
    List<Location> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
