package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.SetHash;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Versions of tables: planned, built, and what of them Hive was pointed at. */
final class TableVersions {

  private final Connection connection;

  TableVersions(Connection connection) {
    this.connection = connection;
  }

  Optional<Build> plan(Table table, String dataset, Feed feed, List<Feed> joined, RunId run)
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
    List<String> stale = stale(table, feed, joined);
    if (stale.isEmpty()) {
      return Optional.empty();
    }
    long version = next(table);
    String directory = feed.directory() + "/tables/" + table.name() + "/v" + version;
    insert(table, version, dataset, run, "planned", directory);
    insertInputs(table, version, feed, stale);
    Map<String, List<String>> files = new LinkedHashMap<>();
    files.put(feed.name(), files(feed, stale));
    for (Feed reference : joined) {
      insertInputs(table, version, reference, List.of(""));
      files.put(reference.name(), files(reference, List.of("")));
    }
    return Optional.of(
        new Build(table, dataset, version, directory, stale, files, hash(feed, stale), abandoned));
  }

  void built(Build build, String jobId, long rows, List<Build.Partition> partitions)
      throws SQLException {
    int changed =
        Query.of(
                connection,
                """
                UPDATE tributary.table_version SET state = 'built', job_id = ?, rows = ?,
                  definition = ?::jsonb, input_rows = ?, input_hash = ?,
                  built_at = clock_timestamp()
                WHERE table_name = ? AND version = ? AND state = 'planned'""",
                jobId,
                rows,
                TableDefinition.write(build.table()),
                build.read().count(),
                build.read().toString(),
                build.table().name(),
                build.version())
            .update();
    if (changed != 1) {
      throw new FencedException(
          "version %d of %s was given up by another run; nothing of this one is published"
              .formatted(build.version(), build.table().name()));
    }
    for (Build.Partition partition : partitions) {
      insertPartition(build.table(), build.version(), partition);
    }
  }

  /** A version of the table over a feed's own files, where these changed since the last one. */
  void recordRaw(Table table, String dataset, Feed feed, RunId run) throws SQLException {
    List<String> stale = stale(table, feed, List.of());
    if (stale.isEmpty()) {
      return;
    }
    long version = next(table);
    insert(table, version, dataset, run, "built", feed.directory());
    insertInputs(table, version, feed, stale);
    List<Build.Partition> partitions =
        Query.of(
                connection,
                """
                SELECT p.dt, p.directory, coalesce(sum(f.rows), 0), coalesce(sum(f.length), 0)
                FROM tributary.partition p LEFT JOIN tributary.file f USING (feed, dt, version)
                WHERE feed = ? AND dt = ANY (?) GROUP BY p.dt, p.directory""",
                feed.name(),
                stale.toArray(new String[0]))
            .list(
                row ->
                    new Build.Partition(
                        row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
    for (Build.Partition partition : partitions) {
      insertPartition(table, version, partition);
    }
  }

  List<Publication> newest(String dataset, boolean onlyPending) throws SQLException {
    record Pending(String table, String definition, String dt, String directory, long version) {}
    List<Pending> pending =
        Query.of(
                connection,
                """
                WITH newest AS (
                  SELECT DISTINCT ON (p.table_name, p.dt) p.* FROM tributary.table_partition p
                  JOIN tributary.table_version v USING (table_name, version)
                  WHERE v.dataset = ? AND v.state = 'built'
                  ORDER BY p.table_name, p.dt, p.version DESC),
                seen AS (
                  SELECT DISTINCT ON (table_name, dt) * FROM tributary.publication
                  ORDER BY table_name, dt, id DESC)
                SELECT n.table_name, n.dt, n.directory, n.version,
                  (SELECT definition FROM tributary.table_version v
                   WHERE v.table_name = n.table_name AND v.version = n.version)
                FROM newest n LEFT JOIN seen s USING (table_name, dt)
                WHERE NOT ? OR s.version IS DISTINCT FROM n.version
                ORDER BY n.table_name, n.version, n.dt""",
                dataset,
                onlyPending)
            .list(
                row ->
                    new Pending(
                        row.getString(1),
                        row.getString(5),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4)));
    Map<String, Publication> tables = new LinkedHashMap<>();
    for (Pending each : pending) {
      // Partitions of one version share its definition; a format may differ between versions.
      Publication publication =
          tables.computeIfAbsent(
              each.table() + " " + each.version(),
              key ->
                  new Publication(
                      TableDefinition.read(each.definition()),
                      base(each.directory()),
                      new LinkedHashMap<>(),
                      new LinkedHashMap<>()));
      publication.directories().put(each.dt(), each.directory());
      publication.versions().put(each.dt(), each.version());
    }
    return new ArrayList<>(tables.values());
  }

  void published(Publication publication, RunId run) throws SQLException {
    for (Map.Entry<String, Long> entry : publication.versions().entrySet()) {
      Query.of(
              connection,
              """
              INSERT INTO tributary.publication (table_name, dt, version, run_id)
              VALUES (?, ?, ?, ?)""",
              publication.table().name(),
              entry.getKey(),
              entry.getValue(),
              run.value())
          .update();
    }
  }

  /** Partitions of the feed that the table's newest version was not built from as they are now. */
  private List<String> stale(Table table, Feed feed, List<Feed> joined) throws SQLException {
    String[] references = joined.stream().map(Feed::name).toArray(String[]::new);
    return Query.of(
            connection,
            """
            WITH newest AS (
              SELECT p.dt, max(p.version) AS version FROM tributary.table_partition p
              JOIN tributary.table_version v USING (table_name, version)
              WHERE p.table_name = ? AND v.state = 'built' GROUP BY p.dt)
            SELECT f.dt FROM tributary.partition f LEFT JOIN newest n USING (dt)
            WHERE f.feed = ? AND (n.version IS NULL OR EXISTS (
              SELECT 1 FROM tributary.partition s
              LEFT JOIN tributary.table_input i ON i.table_name = ? AND i.version = n.version
                AND i.feed = s.feed AND i.dt = s.dt
              WHERE (s.feed = f.feed AND s.dt = f.dt OR s.feed = ANY (?))
              AND i.generation IS DISTINCT FROM s.generation))
            ORDER BY f.dt""",
            table.name(),
            feed.name(),
            table.name(),
            references)
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

  private long next(Table table) throws SQLException {
    return Query.of(
            connection,
            "SELECT coalesce(max(version), 0) + 1 FROM tributary.table_version WHERE table_name = ?",
            table.name())
        .first(row -> row.getLong(1))
        .orElseThrow();
  }

  private void insert(
      Table table, long version, String dataset, RunId run, String state, String directory)
      throws SQLException {
    Query.of(
            connection,
            """
            INSERT INTO tributary.table_version
              (table_name, version, dataset, run_id, state, definition, directory, built_at)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, CASE ? WHEN 'built' THEN clock_timestamp() END)""",
            table.name(),
            version,
            dataset,
            run.value(),
            state,
            TableDefinition.write(table),
            directory,
            state)
        .update();
  }

  private void insertInputs(Table table, long version, Feed feed, List<String> dts)
      throws SQLException {
    Query.of(
            connection,
            """
            INSERT INTO tributary.table_input (table_name, version, feed, dt, generation)
            SELECT ?, ?, feed, dt, generation FROM tributary.partition
            WHERE feed = ? AND dt = ANY (?)""",
            table.name(),
            version,
            feed.name(),
            dts.toArray(new String[0]))
        .update();
  }

  private void insertPartition(Table table, long version, Build.Partition partition)
      throws SQLException {
    Query.of(
            connection,
            """
            INSERT INTO tributary.table_partition (table_name, version, dt, directory, rows, bytes)
            VALUES (?, ?, ?, ?, ?, ?)""",
            table.name(),
            version,
            partition.dt(),
            partition.directory(),
            partition.rows(),
            partition.bytes())
        .update();
  }

  /** The directory above a partition's, which stays the table's own. */
  private static String base(String directory) {
    int slash = directory.lastIndexOf("/dt=");
    return slash < 0 ? directory : directory.substring(0, slash);
  }
}
