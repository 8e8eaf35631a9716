package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.table.View;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/**
 * External tables in one database of Hive: created, described, and pointed at versions of their
 * data; and views of them. No method touches a file of theirs.
 *
 * <p>Locations are absolute and name their file system ({@code hdfs://nn:9000/user/…}). Every
 * method throws {@link HiveUnavailableException} if Hive does not answer and {@link HiveException}
 * if it refuses. An instance is one connection: not for several threads.
 */
public interface HiveTables extends AutoCloseable {

  /**
   * The tables of a metastore, with whatever Kerberos or SSL the {@code hive-site.xml} on the class
   * path asks for. A table or a set of partitions is changed in one transaction of the metastore;
   * those that {@link #addPartitions} adds, in several.
   *
   * @param uris as {@code hive.metastore.uris} has them; blank takes that setting
   */
  static HiveTables overMetastore(Configuration conf, String uris, String database) {
    return MetastoreTables.connect(conf, uris, database);
  }

  /**
   * The tables as HiveServer2 shows them, where the metastore is closed to its clients. Each
   * partition moves by statements of its own, so readers may see some moved and others not yet.
   *
   * @param url {@code jdbc:hive2://…}, to a database that exists
   * @param password empty if there is none
   */
  static HiveTables overJdbc(String url, String user, String password, String database) {
    return JdbcTables.connect(url, user, password, database);
  }

  /**
   * Creates the database and the table if they are absent, else brings comments and added columns
   * up to date. Refuses what would make present data unreadable or is not Tributary's: a managed
   * table or view of that name, other partitioning, a column that is gone, has moved or changed its
   * type.
   *
   * <p>A new format holds for what is pointed from now on; what lies there keeps its own.
   *
   * @param location for a table that is created: its data, or the base directory of its partitions
   * @return where the table lies: a table that was there stays where it is
   */
  String ensure(Table table, String location);

  /** Points an unpartitioned table at another directory, at once for readers. */
  void point(Table table, String location);

  /** Points partitions at their directories; adds the absent ones. */
  void pointPartitions(Table table, Map<PartitionKey, String> locations);

  /** Adds those of these partitions that are absent; the others stay as they are. */
  void addPartitions(Table table, Map<PartitionKey, String> locations);

  /** Drops partitions, those that exist: from the metadata, never data. */
  void dropPartitions(Table table, Collection<PartitionKey> keys);

  /** The partitions that there are. */
  Set<PartitionKey> partitions(Table table);

  /** Where the table itself lies; empty if there is none of its name. */
  Optional<String> location(Table table);

  /**
   * How many rows a query finds, by {@code dt}, of a table that is kept by day or whole: then under
   * {@code ""}. Empty where no queries are answered, as over the metastore.
   */
  Optional<Map<String, Long>> rows(Table table);

  /** The directory of every partition, in order. */
  Map<PartitionKey, String> partitionLocations(Table table);

  /** Where the table and its partitions lie; empty if there is no such table. */
  default Set<String> locations(Table table) {
    Set<String> locations = new TreeSet<>();
    location(table).ifPresent(locations::add);
    if (!locations.isEmpty() && table.partitioned()) {
      locations.addAll(partitionLocations(table).values());
    }
    return locations;
  }

  /**
   * Creates a view, or replaces one of that name that Tributary made and that is no longer as it is
   * declared. Refuses what is of that name otherwise: a table, or somebody else's view. Does not
   * ask whether its table is there.
   *
   * @return whether there was anything to do
   */
  boolean ensure(View view);

  @Override
  void close();
}
