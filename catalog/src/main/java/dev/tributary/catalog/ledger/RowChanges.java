package dev.tributary.catalog.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What publications would do to the number of rows that readers see. */
final class RowChanges {

  private final Connection connection;

  RowChanges(Connection connection) {
    this.connection = connection;
  }

  List<RowChange> of(List<Publication> publications) throws SQLException {
    List<String> tables = new ArrayList<>();
    List<String> dts = new ArrayList<>();
    List<Long> versions = new ArrayList<>();
    for (Publication publication : publications) {
      publication
          .versions()
          .forEach(
              (dt, version) -> {
                tables.add(publication.table().name());
                dts.add(dt);
                versions.add(version);
              });
    }
    return Query.of(
            connection,
            """
            WITH next AS (
              SELECT * FROM unnest(?::text[], ?::text[], ?::bigint[]) AS n (table_name, dt, version)),
            seen AS (
              SELECT DISTINCT ON (table_name, dt) table_name, dt, version
              FROM tributary.publication ORDER BY table_name, dt, id DESC)
            SELECT next.table_name, array_agg(DISTINCT seen.version),
              array_agg(DISTINCT next.version), array_agg(DISTINCT v.directory), count(*),
              sum(old.rows)::bigint, sum(new.rows)::bigint
            FROM next JOIN seen USING (table_name, dt)
            JOIN tributary.table_partition old
              ON (old.table_name, old.dt, old.version) = (next.table_name, next.dt, seen.version)
            JOIN tributary.table_partition new
              ON (new.table_name, new.dt, new.version) = (next.table_name, next.dt, next.version)
            JOIN tributary.table_version v
              ON (v.table_name, v.version) = (next.table_name, next.version)
            WHERE seen.version <> next.version AND old.rows IS NOT NULL AND new.rows IS NOT NULL
            GROUP BY next.table_name ORDER BY next.table_name""",
            tables.toArray(new String[0]),
            dts.toArray(new String[0]),
            versions.toArray(new Long[0]))
        .list(
            row ->
                new RowChange(
                    row.getString(1),
                    List.of((Long[]) row.getArray(2).getArray()),
                    List.of((Long[]) row.getArray(3).getArray()),
                    List.of((String[]) row.getArray(4).getArray()),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7)));
  }
}
