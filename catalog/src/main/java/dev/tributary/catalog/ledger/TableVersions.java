package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Versions of tables: built, and what of them Hive was pointed at. */
final class TableVersions {

  private final Connection connection;

  TableVersions(Connection connection) {
    this.connection = connection;
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
                build.records(),
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
    List<String> stale = changed(table, feed);
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

  /**
   * What readers should see of each partition: its newest version, or the one that it was restored
   * to until a newer version is built than there was then.
   */
  List<Publication> newest(String dataset, boolean onlyPending) throws SQLException {
    record Pending(String definition, String latest, String dt, String directory, long version) {}
    List<Pending> pending =
        Query.of(
                connection,
                """
                WITH newest AS (
                  SELECT p.table_name, p.dt, max(p.version) AS version
                  FROM tributary.table_partition p
                  JOIN tributary.table_version v USING (table_name, version)
                  WHERE v.dataset = ? AND v.state = 'built' GROUP BY p.table_name, p.dt),
                seen AS (
                  SELECT DISTINCT ON (table_name, dt) * FROM tributary.publication
                  ORDER BY table_name, dt, id DESC),
                wanted AS (
                  SELECT n.table_name, n.dt, s.version AS seen,
                    CASE WHEN s.held_version >= n.version THEN s.version ELSE n.version END
                      AS version
                  FROM newest n LEFT JOIN seen s USING (table_name, dt))
                SELECT v.definition, p.dt, p.directory, w.version,
                  (SELECT l.definition FROM tributary.table_version l
                   WHERE l.table_name = w.table_name AND l.state = 'built'
                   ORDER BY l.version DESC LIMIT 1)
                FROM wanted w
                JOIN tributary.table_partition p USING (table_name, version, dt)
                JOIN tributary.table_version v USING (table_name, version)
                WHERE NOT ? OR w.seen IS DISTINCT FROM w.version
                ORDER BY w.table_name, w.version, w.dt""",
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
    PublicationsByVersion publications = new PublicationsByVersion();
    for (Pending each : pending) {
      // The columns of the newest version: a table in Hive never loses one again.
      Table table =
          TableDefinition.read(each.latest()).as(TableDefinition.read(each.definition()).format());
      publications.add(table, each.dt(), each.version(), each.directory());
    }
    return publications.all();
  }

  /** A version that is published once more, as after a table was dropped, stays held if it was. */
  void published(Publication publication, RunId run) throws SQLException {
    for (Map.Entry<String, Long> entry : publication.versions().entrySet()) {
      Query.of(
              connection,
              """
              INSERT INTO tributary.publication (table_name, dt, version, run_id, held_version)
              SELECT t.name, t.dt, t.version, ?, (
                SELECT CASE last.version WHEN t.version THEN last.held_version END
                FROM tributary.publication last
                WHERE last.table_name = t.name AND last.dt = t.dt ORDER BY last.id DESC LIMIT 1)
              FROM (VALUES (?, ?, ?::bigint)) AS t (name, dt, version)""",
              run.value(),
              publication.table().name(),
              entry.getKey(),
              entry.getValue())
          .update();
    }
  }

  long next(Table table) throws SQLException {
    return Query.of(
            connection,
            "SELECT coalesce(max(version), 0) + 1 FROM tributary.table_version WHERE table_name = ?",
            table.name())
        .first(row -> row.getLong(1))
        .orElseThrow();
  }

  void insert(Table table, long version, String dataset, RunId run, String state, String directory)
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

  void insertInputs(Table table, long version, Feed feed, List<String> dts) throws SQLException {
    Query.of(
            connection,
            """
            INSERT INTO tributary.table_input
              (table_name, version, feed, dt, generation, feed_version)
            SELECT ?, ?, feed, dt, generation, version FROM tributary.partition
            WHERE feed = ? AND dt = ANY (?)""",
            table.name(),
            version,
            feed.name(),
            dts.toArray(new String[0]))
        .update();
  }

  /** Partitions of the feed that changed since the table's newest version. */
  List<String> changed(Table table, Feed feed) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT f.dt FROM tributary.partition f
            WHERE f.feed = ? AND f.generation IS DISTINCT FROM (
              SELECT i.generation FROM tributary.table_input i
              WHERE i.table_name = ? AND i.feed = f.feed AND i.dt = f.dt
              ORDER BY i.version DESC LIMIT 1)
            ORDER BY f.dt""",
            feed.name(),
            table.name())
        .list(row -> row.getString(1));
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
}
