package dev.tributary.catalog.ledger;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.table.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The versions of a table, what readers see and saw of them, and the way back to one. */
final class VersionHistory {

  private static final String PARTITION =
      """
      SELECT p.dt, p.version, p.directory, p.rows, p.bytes, p.retired_at IS NOT NULL,
        v.definition, v.job_id IS NOT NULL,
        (SELECT max(l.version) FROM tributary.table_partition l
         WHERE (l.table_name, l.dt, l.directory) = (p.table_name, p.dt, p.directory))
      FROM tributary.table_partition p JOIN tributary.table_version v USING (table_name, version)
      """;

  private final Connection connection;
  private final Map<String, Table> definitions = new HashMap<>();

  VersionHistory(Connection connection) {
    this.connection = connection;
  }

  List<TableVersion> of(String table) throws SQLException {
    Map<Long, List<TableVersion.Partition>> partitions = partitions(table);
    return Query.of(
            connection,
            """
            SELECT v.dataset, v.version, v.state, v.run_id, v.job_id, v.planned_at, v.built_at,
              v.input_rows, v.input_hash, v.directory,
              (SELECT count(*) FROM tributary.table_input i
               WHERE (i.table_name, i.version) = (v.table_name, v.version))
              + (SELECT count(*) FROM tributary.table_source s
               WHERE (s.table_name, s.version) = (v.table_name, v.version))
            FROM tributary.table_version v WHERE v.table_name = ? ORDER BY v.version""",
            table)
        .list(
            row ->
                new TableVersion(
                    table,
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    Optional.ofNullable(row.getString(5)),
                    instant(row, 6).orElseThrow(),
                    instant(row, 7),
                    Optional.ofNullable(row.getObject(8, Long.class)),
                    Optional.ofNullable(row.getString(9)),
                    row.getLong(11),
                    row.getString(10),
                    partitions.getOrDefault(row.getLong(2), List.of())));
  }

  private Map<Long, List<TableVersion.Partition>> partitions(String table) throws SQLException {
    Map<Long, List<TableVersion.Partition>> partitions = new HashMap<>();
    Query.of(
            connection,
            """
            WITH seen AS (
              SELECT DISTINCT ON (dt) dt, version, held_version FROM tributary.publication
              WHERE table_name = ? ORDER BY dt, id DESC),
            held AS (
              SELECT DISTINCT ON (dt) dt, version FROM tributary.warehouse_load
              WHERE table_name = ? ORDER BY dt, id DESC),
            last AS (
              SELECT DISTINCT ON (dt, version) * FROM tributary.publication
              WHERE table_name = ? ORDER BY dt, version, id DESC)
            SELECT p.version, p.dt, p.directory, p.rows, p.bytes, l.published_at, l.run_id,
              s.version IS NOT DISTINCT FROM p.version,
              s.version IS NOT DISTINCT FROM p.version AND s.held_version IS NOT NULL,
              h.version IS NOT DISTINCT FROM p.version, p.retired_at, p.retired_run
            FROM tributary.table_partition p
            LEFT JOIN seen s USING (dt) LEFT JOIN held h USING (dt)
            LEFT JOIN last l ON (l.dt, l.version) = (p.dt, p.version)
            WHERE p.table_name = ? ORDER BY p.version, p.dt""",
            table,
            table,
            table,
            table)
        .list(
            row ->
                partitions
                    .computeIfAbsent(row.getLong(1), version -> new ArrayList<>())
                    .add(
                        new TableVersion.Partition(
                            row.getString(2),
                            row.getString(3),
                            row.getObject(4, Long.class),
                            row.getObject(5, Long.class),
                            event(row, 6),
                            row.getBoolean(8),
                            row.getBoolean(9),
                            row.getBoolean(10),
                            event(row, 11))));
    return partitions;
  }

  List<VersionedPartition> asOf(String table, long version) throws SQLException {
    return Query.of(
            connection,
            PARTITION
                + """
                JOIN (
                  SELECT n.dt, max(n.version) AS version FROM tributary.table_partition n
                  JOIN tributary.table_version b USING (table_name, version)
                  WHERE n.table_name = ? AND b.state = 'built' AND n.version <= ?
                  GROUP BY n.dt) AS wanted USING (dt, version)
                WHERE p.table_name = ? ORDER BY p.dt""",
            table,
            version,
            table)
        .list(this::partition);
  }

  List<VersionedPartition> seen(String table) throws SQLException {
    return Query.of(
            connection,
            PARTITION
                + """
                JOIN (
                  SELECT DISTINCT ON (s.dt) s.dt, s.version FROM tributary.publication s
                  WHERE s.table_name = ? ORDER BY s.dt, s.id DESC) AS wanted USING (dt, version)
                WHERE p.table_name = ? ORDER BY p.dt""",
            table,
            table)
        .list(this::partition);
  }

  /** A partition of a table in one version. */
  Optional<VersionedPartition> partition(String table, String dt, long version)
      throws SQLException {
    return Query.of(
            connection,
            PARTITION + "WHERE p.table_name = ? AND p.dt = ? AND p.version = ?",
            table,
            dt,
            version)
        .first(this::partition);
  }

  private VersionedPartition partition(ResultSet row) throws SQLException {
    return new VersionedPartition(
        definitions.computeIfAbsent(row.getString(7), TableDefinition::read),
        row.getString(1),
        row.getLong(2),
        row.getString(3),
        row.getObject(4, Long.class),
        row.getObject(5, Long.class),
        row.getBoolean(8),
        row.getLong(9),
        row.getBoolean(6));
  }

  /** By version, with the columns of the newest: a table in Hive never loses one again. */
  List<Publication> publications(List<VersionedPartition> partitions) throws SQLException {
    PublicationsByVersion publications = new PublicationsByVersion();
    for (VersionedPartition each : partitions) {
      Table newest = newest(each.table().name());
      publications.add(
          newest.as(each.table().format()), each.dt(), each.version(), each.directory());
    }
    return publications.all();
  }

  private Table newest(String table) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT definition FROM tributary.table_version
            WHERE table_name = ? AND state = 'built' ORDER BY version DESC LIMIT 1""",
            table)
        .first(row -> definitions.computeIfAbsent(row.getString(1), TableDefinition::read))
        .orElseThrow();
  }

  int restored(List<VersionedPartition> partitions, RunId run) throws SQLException {
    int changed = 0;
    for (VersionedPartition partition : partitions) {
      changed +=
          Query.of(
                  connection,
                  """
                  WITH target AS (SELECT ? AS table_name, ? AS dt, ?::bigint AS version),
                  newest AS (
                    SELECT t.*, nullif(max(p.version), t.version) AS held FROM target t
                    JOIN tributary.table_partition p USING (table_name, dt)
                    JOIN tributary.table_version v
                      ON (v.table_name, v.version) = (p.table_name, p.version)
                    WHERE v.state = 'built' GROUP BY t.table_name, t.dt, t.version),
                  seen AS (
                    SELECT s.version, s.held_version FROM tributary.publication s
                    JOIN target t USING (table_name, dt) ORDER BY s.id DESC LIMIT 1)
                  INSERT INTO tributary.publication (table_name, dt, version, run_id, held_version)
                  SELECT n.table_name, n.dt, n.version, ?, n.held FROM newest n
                  WHERE NOT EXISTS (
                    SELECT 1 FROM seen s WHERE s.version = n.version
                    AND s.held_version IS NOT DISTINCT FROM n.held)""",
                  partition.table().name(),
                  partition.dt(),
                  partition.version(),
                  run.value())
              .update();
    }
    return changed;
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** An instant and, in the next column, the run. */
  private static Optional<TableVersion.Event> event(ResultSet row, int column) throws SQLException {
    String run = row.getString(column + 1);
    return instant(row, column).map(at -> new TableVersion.Event(at, run));
  }
}
