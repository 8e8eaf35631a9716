package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.SetHash;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Plans versions of tables: what of them is to be built, and from what. */
final class TablePlans {

  private final Connection connection;
  private final TableVersions versions;
  private final Staleness staleness;

  TablePlans(Connection connection) {
    this.connection = connection;
    this.versions = new TableVersions(connection);
    this.staleness = new Staleness(connection);
  }

  /**
   * Plans a version of what is stale.
   *
   * @param again of all partitions, stale or not
   */
  Optional<Build> plan(Table table, Dataset dataset, BuildInput input, boolean again, RunId run)
      throws SQLException {
    // Files and hash are of one moment, whatever an export records meanwhile.
    Query.of(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").update();
    List<String> abandoned =
        Query.of(
                connection,
                """
                UPDATE tributary.table_version SET state = 'abandoned'
                WHERE table_name = ? AND state = 'planned' RETURNING directory""",
                table.name())
            .list(row -> row.getString(1));
    List<String> stale = again ? all(table, input) : stale(table, input);
    if (stale.isEmpty()) {
      return Optional.empty();
    }
    long version = versions.next(table);
    String directory = dataset.directory(table.name()) + "/v" + version;
    versions.insert(table, version, dataset.name(), run, "planned", directory);
    Map<String, List<String>> joined = new LinkedHashMap<>();
    for (Feed reference : input.joined()) {
      versions.insertInputs(table, version, reference, Staleness.WHOLE);
      joined.put(reference.name(), files(reference, Staleness.WHOLE));
    }
    List<String> paths;
    SetHash read = SetHash.EMPTY;
    long records;
    if (input.table().isPresent()) {
      String source = input.table().get();
      insertSources(table, version, source);
      paths = directories(source);
      records = rows(source);
    } else {
      Feed feed = input.feed().orElseThrow();
      List<String> dts =
          table.partitioned()
              ? stale.stream().flatMap(dt -> input.around(dt).stream()).distinct().toList()
              : partitions(feed);
      versions.insertInputs(table, version, feed, dts);
      paths = files(feed, dts);
      read = hash(feed, dts);
      records = read.count();
    }
    return Optional.of(
        new Build(
            table,
            dataset.name(),
            version,
            directory,
            stale,
            paths,
            joined,
            read,
            records,
            abandoned));
  }

  /** The partitions that were not built from what there is now, {@code ""} for a whole table. */
  List<String> stale(Table table, BuildInput input) throws SQLException {
    return table.partitioned()
        ? staleness.partitions(table, input, partitions(input.feed().orElseThrow()))
        : staleness.whole(table, input);
  }

  private List<String> all(Table table, BuildInput input) throws SQLException {
    return table.partitioned()
        ? partitions(input.feed().orElseThrow()).stream()
            .flatMap(dt -> input.around(dt).stream())
            .distinct()
            .sorted()
            .toList()
        : Staleness.WHOLE;
  }

  /** The names of those of the inputs that nothing has been exported to or built of. */
  List<String> absent(BuildInput input) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT name FROM unnest(?) AS name
            WHERE NOT EXISTS (SELECT 1 FROM tributary.partition p WHERE p.feed = name)
            UNION ALL
            SELECT name FROM unnest(?) AS name
            WHERE NOT EXISTS (SELECT 1 FROM tributary.table_version v
              WHERE v.table_name = name AND v.state = 'built')""",
            input.feeds(),
            input.table().stream().toArray(String[]::new))
        .list(row -> row.getString(1));
  }

  private List<String> partitions(Feed feed) throws SQLException {
    return Query.of(
            connection,
            "SELECT dt FROM tributary.partition WHERE feed = ? ORDER BY dt",
            feed.name())
        .list(row -> row.getString(1));
  }

  private List<String> files(Feed feed, List<String> dts) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT f.path FROM tributary.file f JOIN tributary.partition p USING (feed, dt, version)
            WHERE feed = ? AND dt = ANY (?) ORDER BY f.path""",
            feed.name(),
            dts.toArray(new String[0]))
        .list(row -> row.getString(1));
  }

  /** What a reader of the current files of these partitions must come to. */
  private SetHash hash(Feed feed, List<String> dts) throws SQLException {
    List<SetHash> parts =
        Query.of(
                connection,
                """
                SELECT o.topic_id, o.partition, lower(r.range), upper(r.range)
                FROM tributary.file f JOIN tributary.partition p USING (feed, dt, version)
                JOIN tributary.file_offsets o ON o.file_id = f.id
                CROSS JOIN LATERAL unnest(o.offsets) AS r (range)
                WHERE feed = ? AND dt = ANY (?)""",
                feed.name(),
                dts.toArray(new String[0]))
            .list(
                row -> {
                  UUID topic = row.getObject(1, UUID.class);
                  SetHash hash = SetHash.EMPTY;
                  for (long offset = row.getLong(3); offset < row.getLong(4); offset++) {
                    hash = hash.plus(SetHash.of(topic, row.getInt(2), offset));
                  }
                  return hash;
                });
    return parts.stream().reduce(SetHash.EMPTY, SetHash::plus);
  }

  /** The directories of a table's newest partitions. */
  private List<String> directories(String source) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT p.directory FROM tributary.table_partition p
            JOIN (%s) newest USING (table_name, dt, version) ORDER BY p.dt"""
                .formatted(Staleness.NEWEST),
            source)
        .list(row -> row.getString(1));
  }

  private long rows(String source) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT coalesce(sum(p.rows), 0) FROM tributary.table_partition p
            JOIN (%s) newest USING (table_name, dt, version)"""
                .formatted(Staleness.NEWEST),
            source)
        .first(row -> row.getLong(1))
        .orElseThrow();
  }

  private void insertSources(Table table, long version, String source) throws SQLException {
    Query.of(
            connection,
            """
            INSERT INTO tributary.table_source (table_name, version, source_table, dt,
              source_version)
            SELECT ?, ?, newest.table_name, newest.dt, newest.version FROM (%s) newest"""
                .formatted(Staleness.NEWEST),
            table.name(),
            version,
            source)
        .update();
  }
}
