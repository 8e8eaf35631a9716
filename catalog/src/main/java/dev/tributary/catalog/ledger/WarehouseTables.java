package dev.tributary.catalog.ledger;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The schema that shows a dataset's published tables in PostgreSQL. */
final class WarehouseTables {

  private final Connection connection;
  private final String schema;

  WarehouseTables(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** A table that somebody dropped shows nothing, whatever was loaded into it. */
  List<PublishedPartition> published(String dataset) throws SQLException {
    Map<String, Table> definitions = new HashMap<>();
    return Query.of(
            connection,
            """
            WITH seen AS (
              SELECT DISTINCT ON (table_name, dt) table_name, dt, version
              FROM tributary.publication ORDER BY table_name, dt, id DESC),
            held AS (
              SELECT DISTINCT ON (table_name, dt) table_name, dt, version
              FROM tributary.warehouse_load ORDER BY table_name, dt, id DESC)
            SELECT v.definition, s.dt, s.version, p.directory, p.rows,
              h.version IS NOT DISTINCT FROM s.version
                AND to_regclass(format('%I.%I', ?::text, s.table_name)) IS NOT NULL
            FROM seen s
            JOIN tributary.table_version v USING (table_name, version)
            JOIN tributary.table_partition p USING (table_name, version, dt)
            LEFT JOIN held h USING (table_name, dt)
            WHERE v.dataset = ? AND v.job_id IS NOT NULL
            ORDER BY s.table_name, s.dt""",
            schema,
            dataset)
        .list(
            row ->
                new PublishedPartition(
                    definitions.computeIfAbsent(row.getString(1), TableDefinition::read),
                    row.getString(2),
                    row.getLong(3),
                    row.getString(4),
                    row.getObject(5, Long.class),
                    row.getBoolean(6)));
  }

  long load(List<PublishedPartition> partitions, RowSource source, RunId run)
      throws SQLException, IOException {
    ensureSchema();
    Map<String, List<PublishedPartition>> tables =
        partitions.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.table().name(), LinkedHashMap::new, Collectors.toList()));
    long loaded = 0;
    for (List<PublishedPartition> ofOne : tables.values()) {
      WarehouseTable table = new WarehouseTable(connection, schema, latest(ofOne));
      table.ensure();
      for (PublishedPartition partition : ofOne) {
        long rows = table.replace(partition, source);
        record(partition, rows, run);
        loaded += rows;
      }
    }
    return loaded;
  }

  /**
   * The definition of the newest version, and behind its columns those that only older ones had.
   */
  private static Table latest(List<PublishedPartition> partitions) {
    List<Table> definitions =
        partitions.stream()
            .sorted(Comparator.comparingLong(PublishedPartition::version).reversed())
            .map(PublishedPartition::table)
            .distinct()
            .toList();
    Table newest = definitions.get(0);
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Table definition : definitions) {
      definition.columns().forEach(column -> columns.putIfAbsent(column.name(), column));
    }
    return new Table(
        newest.name(),
        newest.comment(),
        new ArrayList<>(columns.values()),
        newest.partitioned(),
        newest.format());
  }

  /** IF NOT EXISTS alone would ask for the right to make one also where somebody made it for us. */
  private void ensureSchema() throws SQLException {
    boolean present =
        Query.of(connection, "SELECT to_regnamespace(?) IS NOT NULL", schema)
            .first(row -> row.getBoolean(1))
            .orElseThrow();
    if (!present) {
      Query.of(connection, "CREATE SCHEMA \"" + schema + '"').update();
    }
  }

  private void record(PublishedPartition partition, long rows, RunId run) throws SQLException {
    Query.of(
            connection,
            """
            INSERT INTO tributary.warehouse_load (table_name, dt, version, rows, run_id)
            VALUES (?, ?, ?, ?, ?)""",
            partition.table().name(),
            partition.dt(),
            partition.version(),
            rows,
            run.value())
        .update();
  }
}
