package dev.tributary.catalog.lineage;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.LandingNames;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where data are.
 *
 * @param name within the system of its kind: an address, a topic's, {@code schema.table} in
 *     PostgreSQL, a path with or without its file system, a Hive table's
 * @param columns what its rows have; none where it has no rows, or nobody has said
 * @param directory of a Hive table, where its files are
 */
public record Location(Kind kind, String name, List<Column> columns, Optional<String> directory) {

  /** The kinds of locations. */
  public enum Kind {
    WEB,
    TOPIC,
    RELATION,
    PATH,
    HIVE_TABLE
  }

  public Location {
    columns = List.copyOf(columns);
  }

  private Location(Kind kind, String name, List<Column> columns) {
    this(kind, name, columns, Optional.empty());
  }

  /** A server, or a page of it. */
  public static Location web(String address) {
    return new Location(Kind.WEB, address, List.of());
  }

  /** A file of this machine. */
  public static Location file(Path file) {
    return path(file.toAbsolutePath().normalize().toUri().toString());
  }

  /** A topic of Kafka. */
  public static Location topic(String name) {
    return new Location(Kind.TOPIC, name, List.of());
  }

  /** The topics of a feed. */
  public static List<Location> topics(Feed feed) {
    return feed.topics().stream().map(topic -> topic(topic.name())).toList();
  }

  /**
   * A table of PostgreSQL.
   *
   * @param name with its schema
   */
  public static Location relation(String name) {
    return new Location(Kind.RELATION, name, List.of());
  }

  /** Where a feed is landed; its columns are those of the record. */
  public static Location landing(Feed feed) {
    boolean fields = feed.landing().columns() == LandingNames.Columns.FIELDS;
    return new Location(
        Kind.RELATION,
        "public." + feed.landingTable(),
        fields ? feed.schema().columns() : List.of());
  }

  /** A table of a dataset in its warehouse. */
  public static Location warehouse(String schema, Table table) {
    return new Location(Kind.RELATION, schema + "." + table.name(), columns(table));
  }

  /** A file or directory of HDFS, or of another file system if it says so. */
  public static Location path(String path) {
    return new Location(Kind.PATH, path, List.of());
  }

  /** Where a feed is exported to. */
  public static Location exported(Feed feed) {
    return new Location(
        Kind.PATH, feed.directory(), feed.rawTable().map(Location::columns).orElse(List.of()));
  }

  /** Where the versions of a table of a dataset are. */
  public static Location versions(Dataset dataset, Table table) {
    return new Location(Kind.PATH, dataset.directory(table.name()), columns(table));
  }

  /** A table of Hive, whichever version of it is seen. */
  public static Location hive(Dataset dataset, Table table) {
    return hive(table, dataset.directory(table.name()));
  }

  /** A table of Hive over the files of a directory. */
  public static Location hive(Table table, String directory) {
    return new Location(Kind.HIVE_TABLE, table.name(), columns(table), Optional.of(directory));
  }

  private static List<Column> columns(Table table) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.addAll(table.partitionColumns());
    return columns;
  }
}
