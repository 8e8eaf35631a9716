package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has come to PostgreSQL, or to HDFS, and not gone on from there. */
final class Pending {

  private final Connection connection;

  Pending(Connection connection) {
    this.connection = connection;
  }

  /** An export that was planned and not ended has exported nothing yet. */
  Map<String, String> unexported(Feed feed) throws SQLException {
    Map<String, String> reasons = new TreeMap<>();
    Query.of(
            connection,
            """
            SELECT w.dt FROM tributary.rewrite w LEFT JOIN tributary.export e ON e.id = w.export_id
            WHERE w.feed = ? AND e.state IS DISTINCT FROM 'done'""",
            feed.name())
        .list(row -> reasons.put(row.getString(1), "rows of it were rejected or came back"));
    Long[] batches =
        Query.of(
                connection,
                """
                SELECT b.id FROM tributary.batch b
                WHERE b.feed = ? AND b.state = 'committed' AND b.rows > 0 AND NOT EXISTS (
                  SELECT 1 FROM tributary.export_batch x
                  JOIN tributary.export e ON e.id = x.export_id
                  WHERE x.batch_id = b.id AND e.state = 'done')""",
                feed.name())
            .list(row -> row.getLong(1))
            .toArray(new Long[0]);
    if (batches.length > 0) { // else there may be no landing table either
      Query.of(
              connection,
              """
              SELECT dt, count(*), count(DISTINCT batch_id) FROM %s
              WHERE batch_id = ANY (?) GROUP BY dt"""
                  .formatted(feed.landingTable()),
              (Object) batches)
          .list(
              row ->
                  reasons.put(
                      row.getString(1),
                      "%d rows of %d batches are not exported"
                          .formatted(row.getLong(2), row.getLong(3))));
    }
    return reasons;
  }

  List<String> unbuilt(Table table, BuildInput input) throws SQLException {
    TablePlans plans = new TablePlans(connection);
    return plans.absent(input).isEmpty() ? plans.stale(table, input) : List.of();
  }
}
