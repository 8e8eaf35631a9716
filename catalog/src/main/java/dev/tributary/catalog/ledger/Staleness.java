package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What of a table was not built from what there is now. */
final class Staleness {

  /** The partitions of a table that is kept whole. */
  static final List<String> WHOLE = List.of("");

  /** The newest built version of each partition of the tables {@code ?1}. */
  static final String NEWEST =
      """
      SELECT p.table_name, p.dt, max(p.version) AS version FROM tributary.table_partition p
      JOIN tributary.table_version v USING (table_name, version)
      WHERE p.table_name = ? AND v.state = 'built' GROUP BY p.table_name, p.dt""";

  private final Connection connection;

  Staleness(Connection connection) {
    this.connection = connection;
  }

  /**
   * Partitions whose newest version was not built from what is within reach of them now, in order.
   * What appeared within reach since then makes them stale as well: that version did not read it.
   *
   * @param sources the partitions of the feed that the table is built from
   */
  List<String> partitions(Table table, BuildInput input, List<String> sources) throws SQLException {
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    for (String source : sources) {
      for (String dt : input.around(source)) {
        from.add(source);
        to.add(dt);
      }
    }
    return Query.of(
            connection,
            """
            WITH newest AS (%s),
            reached AS (SELECT * FROM unnest(?, ?) AS r (source, dt)),
            needed AS (
              SELECT r.dt, s.feed, s.dt AS source, s.generation FROM reached r
              JOIN tributary.partition s ON s.feed = ? AND s.dt = r.source
              UNION ALL
              SELECT r.dt, s.feed, s.dt, s.generation FROM (SELECT DISTINCT dt FROM reached) r
              JOIN tributary.partition s ON s.feed = ANY (?))
            SELECT DISTINCT s.dt FROM needed s LEFT JOIN newest n USING (dt)
            LEFT JOIN tributary.table_input i ON i.table_name = ? AND i.version = n.version
              AND i.feed = s.feed AND i.dt = s.source
            WHERE i.generation IS DISTINCT FROM s.generation ORDER BY s.dt"""
                .formatted(NEWEST),
            table.name(),
            from.toArray(new String[0]),
            to.toArray(new String[0]),
            input.feed().orElseThrow().name(),
            input.joined().stream().map(Feed::name).toArray(String[]::new),
            table.name())
        .list(row -> row.getString(1));
  }

  /** The whole of a table, if its newest version was not built from what is there now. */
  List<String> whole(Table table, BuildInput input) throws SQLException {
    boolean stale =
        Query.of(
                connection,
                """
                WITH newest AS (
                  SELECT max(version) AS version FROM tributary.table_version
                  WHERE table_name = ? AND state = 'built'),
                before AS (
                  SELECT i.feed, i.dt, i.generation FROM tributary.table_input i
                  JOIN newest USING (version) WHERE i.table_name = ?
                  UNION ALL
                  SELECT s.source_table, s.dt, s.source_version FROM tributary.table_source s
                  JOIN newest USING (version) WHERE s.table_name = ?),
                now AS (
                  SELECT feed, dt, generation FROM tributary.partition WHERE feed = ANY (?)
                  UNION ALL (%s))
                SELECT EXISTS (
                  (TABLE now EXCEPT TABLE before) UNION ALL (TABLE before EXCEPT TABLE now))"""
                    .formatted(NEWEST),
                table.name(),
                table.name(),
                table.name(),
                input.feeds(),
                input.table().orElse(""))
            .first(row -> row.getBoolean(1))
            .orElseThrow();
    return stale ? WHOLE : List.of();
  }
}
