package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.RunId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What of a dataset's files may go. Kept is what readers see or the warehouse shows, what Hive says
 * that it points at, the newest versions and the young ones, what no audit has been over, what is
 * read by a build that is under way, and what a version that is kept was built from.
 */
final class Retention {

  /** Before it, everything was found to be as it should. */
  private static final String AUDITED =
      """
      audited AS (
        SELECT max(began_at) AS began_at FROM tributary.audit
        WHERE dataset = ? AND clean AND complete),
      pointed AS (SELECT unnest(?::text[]) AS path),
      seen AS (
        SELECT DISTINCT ON (table_name, dt) table_name, dt, version
        FROM tributary.publication ORDER BY table_name, dt, id DESC)""";

  private static final String TABLES =
      """
      WITH RECURSIVE %s,
      loaded AS (
        SELECT DISTINCT ON (table_name, dt) table_name, dt, version
        FROM tributary.warehouse_load ORDER BY table_name, dt, id DESC),
      built AS (
        SELECT p.*, v.built_at, v.job_id IS NOT NULL AS job,
          rank() OVER newest_first AS place, max(p.version) OVER newest_first AS newest
        FROM tributary.table_partition p
        JOIN tributary.table_version v USING (table_name, version)
        WHERE v.dataset = ? AND v.state = 'built' AND p.retired_at IS NULL
        WINDOW newest_first AS (PARTITION BY p.table_name, p.dt ORDER BY p.version DESC)),
      kept AS (
        (SELECT b.table_name, b.version, b.dt FROM built b
         WHERE NOT b.job OR b.place <= ?
         OR b.built_at > clock_timestamp() - ? * interval '1 second'
         OR b.built_at < (SELECT began_at FROM audited) IS NOT TRUE
         OR EXISTS (SELECT 1 FROM seen s
           WHERE (s.table_name, s.dt, s.version) = (b.table_name, b.dt, b.version))
         OR EXISTS (SELECT 1 FROM loaded l
           WHERE (l.table_name, l.dt, l.version) = (b.table_name, b.dt, b.version))
         OR EXISTS (SELECT 1 FROM pointed
           WHERE path = b.directory OR starts_with(path, b.directory || '/'))
         UNION ALL
         SELECT s.source_table, s.source_version, s.dt FROM tributary.table_source s
         JOIN tributary.table_version v USING (table_name, version) WHERE v.state = 'planned')
        UNION
        SELECT s.source_table, s.source_version, s.dt FROM kept k
        JOIN tributary.table_source s
          ON (s.table_name, s.version) = (k.table_name, k.version))
      SELECT b.table_name, b.dt, b.version, b.directory, coalesce(b.bytes, 0), b.built_at,
        b.newest, true
      FROM built b WHERE NOT EXISTS (
        SELECT 1 FROM kept k
        WHERE (k.table_name, k.dt, k.version) = (b.table_name, b.dt, b.version))
      ORDER BY b.table_name, b.dt, b.version"""
          .formatted(AUDITED);

  private static final String FEEDS =
      """
      WITH %s,
      written AS (
        SELECT feed, dt, version, substring(min(path) FROM '^(.*)/') AS directory,
          sum(length)::bigint AS bytes, max(recorded_at) AS recorded_at
        FROM tributary.file WHERE feed = ANY (?) AND retired_at IS NULL
        GROUP BY feed, dt, version)
      SELECT w.feed, w.dt, w.version, w.directory, w.bytes, w.recorded_at, p.version, false
      FROM written w JOIN tributary.partition p USING (feed, dt)
      WHERE p.version - w.version >= ?
      AND w.recorded_at <= clock_timestamp() - ? * interval '1 second'
      AND w.recorded_at < (SELECT began_at FROM audited)
      AND NOT EXISTS (SELECT 1 FROM pointed
        WHERE path = w.directory OR (w.dt <> '' AND starts_with(path, w.directory || '/')))
      AND NOT EXISTS (SELECT 1 FROM seen s
        JOIN tributary.table_partition t USING (table_name, dt, version)
        WHERE t.directory = w.directory)
      AND NOT EXISTS (SELECT 1 FROM tributary.table_input i
        JOIN tributary.table_version v USING (table_name, version)
        WHERE v.state = 'planned'
        AND (i.feed, i.dt, i.feed_version) = (w.feed, w.dt, w.version))
      ORDER BY w.feed, w.dt, w.version"""
          .formatted(AUDITED);

  private final Connection connection;
  private final Dataset dataset;
  private final String[] feeds;

  Retention(Connection connection, Dataset dataset) {
    this.connection = connection;
    this.dataset = dataset;
    this.feeds = dataset.feeds().stream().map(Feed::name).toArray(String[]::new);
  }

  Optional<Instant> audited() throws SQLException {
    return Query.of(
            connection,
            """
            SELECT began_at FROM tributary.audit WHERE dataset = ? AND clean AND complete
            ORDER BY began_at DESC LIMIT 1""",
            dataset.name())
        .first(row -> row.getObject(1, OffsetDateTime.class).toInstant());
  }

  List<Retirable> retirable(RetentionPolicy policy, Collection<String> hive) throws SQLException {
    String[] pointed = hive.toArray(new String[0]);
    long seconds = policy.olderThan().toSeconds();
    List<Retirable> all =
        new ArrayList<>(
            Query.of(
                    connection,
                    TABLES,
                    dataset.name(),
                    pointed,
                    dataset.name(),
                    policy.keep(),
                    seconds)
                .list(Retention::retirable));
    all.addAll(
        Query.of(connection, FEEDS, dataset.name(), pointed, feeds, policy.keep(), seconds)
            .list(Retention::retirable));
    return all;
  }

  private static Retirable retirable(ResultSet row) throws SQLException {
    return new Retirable(
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getString(4),
        row.getLong(5),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        row.getLong(7),
        row.getBoolean(8));
  }

  List<Retirable> retire(RetentionPolicy policy, Collection<String> hive, RunId run)
      throws SQLException {
    // A build that is being planned is waited for, and the next one sees what is marked here.
    Query.of(connection, "LOCK TABLE tributary.table_version IN SHARE MODE").update();
    List<Retirable> all = retirable(policy, hive);
    for (Retirable each : all) {
      if (each.job()) {
        Query.of(
                connection,
                """
                UPDATE tributary.table_partition
                SET retired_at = clock_timestamp(), retired_run = ?
                WHERE table_name = ? AND dt = ? AND version = ?""",
                run.value(),
                each.owner(),
                each.dt(),
                each.version())
            .update();
      } else {
        retireFiles(each, run);
      }
    }
    return all;
  }

  /** With them go the raw table's versions that are of the same directory. */
  private void retireFiles(Retirable each, RunId run) throws SQLException {
    Query.of(
            connection,
            """
            UPDATE tributary.file SET retired_at = clock_timestamp(), retired_run = ?
            WHERE feed = ? AND dt = ? AND version = ?""",
            run.value(),
            each.owner(),
            each.dt(),
            each.version())
        .update();
    Query.of(
            connection,
            """
            UPDATE tributary.table_partition p
            SET retired_at = clock_timestamp(), retired_run = ?
            FROM tributary.table_version v
            WHERE (v.table_name, v.version) = (p.table_name, p.version) AND v.dataset = ?
            AND v.job_id IS NULL AND p.dt = ? AND p.directory = ?""",
            run.value(),
            dataset.name(),
            each.dt(),
            each.directory())
        .update();
  }

  /** With a table's version of which nothing is left goes what its job left beside it. */
  List<Retired> retired() throws SQLException {
    List<Retired> all =
        new ArrayList<>(
            Query.of(
                    connection,
                    """
                    SELECT p.directory FROM tributary.table_partition p
                    JOIN tributary.table_version v USING (table_name, version)
                    WHERE v.dataset = ? AND v.job_id IS NOT NULL AND p.retired_at IS NOT NULL
                    UNION
                    SELECT v.directory FROM tributary.table_version v
                    WHERE v.dataset = ? AND v.job_id IS NOT NULL AND v.state = 'built'
                    AND EXISTS (SELECT 1 FROM tributary.table_partition p
                      WHERE (p.table_name, p.version) = (v.table_name, v.version))
                    AND NOT EXISTS (SELECT 1 FROM tributary.table_partition p
                      WHERE (p.table_name, p.version) = (v.table_name, v.version)
                      AND p.retired_at IS NULL)
                    ORDER BY 1""",
                    dataset.name(),
                    dataset.name())
                .list(row -> new Retired(row.getString(1), true)));
    all.addAll(
        Query.of(
                connection,
                """
                SELECT path FROM tributary.file WHERE feed = ANY (?) AND retired_at IS NOT NULL
                ORDER BY path""",
                (Object) feeds)
            .list(row -> new Retired(row.getString(1), false)));
    return all;
  }

  List<String> abandoned() throws SQLException {
    return Query.of(
            connection,
            """
            SELECT directory FROM tributary.table_version
            WHERE dataset = ? AND state = 'abandoned' ORDER BY directory""",
            dataset.name())
        .list(row -> row.getString(1));
  }
}
