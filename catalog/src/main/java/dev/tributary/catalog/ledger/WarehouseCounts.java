package dev.tributary.catalog.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the rows of a dataset's warehouse beside what it was loaded with. */
final class WarehouseCounts {

  private final Connection connection;
  private final String schema;

  WarehouseCounts(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  private record Loaded(
      String table,
      String dt,
      long version,
      long rows,
      boolean published,
      boolean there,
      boolean partitioned) {}

  /** By {@code dt} and version. */
  private record Key(String dt, long version) {}

  List<WarehouseCount> of(String dataset) throws SQLException {
    List<WarehouseCount> counts = new ArrayList<>();
    Map<String, Map<Key, Long>> tables = new HashMap<>();
    for (Loaded loaded : loaded(dataset)) {
      if (!tables.containsKey(loaded.table())) {
        tables.put(loaded.table(), loaded.there() ? rows(loaded) : Map.of());
      }
      Map<Key, Long> rows = tables.get(loaded.table());
      long counted = rows.getOrDefault(new Key(loaded.dt(), loaded.version()), 0L);
      long all =
          rows.entrySet().stream()
              .filter(row -> row.getKey().dt().equals(loaded.dt()))
              .mapToLong(Map.Entry::getValue)
              .sum();
      counts.add(
          new WarehouseCount(
              schema + "." + loaded.table(),
              loaded.dt(),
              loaded.version(),
              loaded.rows(),
              counted,
              all - counted,
              loaded.published()));
    }
    return counts;
  }

  private List<Loaded> loaded(String dataset) throws SQLException {
    return Query.of(
            connection,
            """
            WITH held AS (
              SELECT DISTINCT ON (table_name, dt) table_name, dt, version, rows
              FROM tributary.warehouse_load ORDER BY table_name, dt, id DESC),
            seen AS (
              SELECT DISTINCT ON (table_name, dt) table_name, dt, version
              FROM tributary.publication ORDER BY table_name, dt, id DESC)
            SELECT h.table_name, h.dt, h.version, h.rows, s.version IS NOT DISTINCT FROM h.version,
              to_regclass(format('%I.%I', ?::text, h.table_name)) IS NOT NULL,
              (v.definition ->> 'partitioned')::boolean
            FROM held h JOIN tributary.table_version v USING (table_name, version)
            LEFT JOIN seen s USING (table_name, dt)
            WHERE v.dataset = ? ORDER BY h.table_name, h.dt""",
            schema,
            dataset)
        .list(
            row ->
                new Loaded(
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getBoolean(7)));
  }

  private Map<Key, Long> rows(Loaded loaded) throws SQLException {
    Map<Key, Long> rows = new HashMap<>();
    Query.of(
            connection,
            "SELECT %s, version, count(*) FROM \"%s\".\"%s\" GROUP BY 1, 2"
                .formatted(loaded.partitioned() ? "dt" : "''", schema, loaded.table()))
        .list(row -> rows.put(new Key(row.getString(1), row.getLong(2)), row.getLong(3)));
    return rows;
  }
}
