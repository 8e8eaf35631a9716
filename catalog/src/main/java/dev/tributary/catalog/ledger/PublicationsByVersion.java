package dev.tributary.catalog.ledger;

import dev.tributary.catalog.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Partitions to be published, put together by their version: its format may be its own. */
final class PublicationsByVersion {

  private final Map<String, Publication> publications = new LinkedHashMap<>();

  void add(Table table, String dt, long version, String directory) {
    Publication publication =
        publications.computeIfAbsent(
            table.name() + " " + version,
            key ->
                new Publication(
                    table, base(directory), new LinkedHashMap<>(), new LinkedHashMap<>()));
    publication.directories().put(dt, directory);
    publication.versions().put(dt, version);
  }

  List<Publication> all() {
    return new ArrayList<>(publications.values());
  }

  /** The directory above a partition's, which stays the table's own. */
  private static String base(String directory) {
    int slash = directory.lastIndexOf("/dt=");
    return slash < 0 ? directory : directory.substring(0, slash);
  }
}
