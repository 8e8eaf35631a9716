package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The batches of the ledger, for reading. */
final class BatchRegister {

  private static final String SUMMARY =
      """
      SELECT b.id, b.feed, b.version, b.state, b.origin, b.replays,
        (SELECT max(r.id) FROM tributary.batch r WHERE r.replays = b.id),
        b.run_id, b.committed_at, b.rows, b.bytes, b.duplicates, b.quarantined, b.warnings
      FROM tributary.batch b
      """;

  private final Connection connection;

  BatchRegister(Connection connection) {
    this.connection = connection;
  }

  /** The last ones of these feeds, in their order. */
  List<BatchSummary> last(List<String> feeds, Optional<String> state, int most)
      throws SQLException {
    return Query.of(
            connection,
            "SELECT * FROM ("
                + SUMMARY
                + """
                WHERE b.feed = ANY (?) AND (?::text IS NULL OR b.state = ?::text)
                ORDER BY b.id DESC LIMIT ?) last ORDER BY id""",
            feeds.toArray(new String[0]),
            state.orElse(null),
            state.orElse(null),
            most)
        .list(BatchRegister::summary);
  }

  Optional<BatchSummary> find(long id) throws SQLException {
    return Query.of(connection, SUMMARY + "WHERE b.id = ?", id).first(BatchRegister::summary);
  }

  BatchDetail detail(BatchSummary batch, Feed feed) throws SQLException {
    return new BatchDetail(
        batch,
        Query.of(
                connection,
                """
                SELECT t.name, g.partition, g.from_offset, g.until_offset
                FROM tributary.batch_range g JOIN tributary.topic t ON t.id = g.topic_id
                WHERE g.batch_id = ? ORDER BY t.name, g.partition, g.from_offset""",
                batch.id())
            .list(
                row ->
                    new BatchDetail.Range(
                        row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4))),
        Query.of(
                connection,
                "SELECT dt, count(*) FROM %s WHERE batch_id = ? GROUP BY dt ORDER BY dt"
                    .formatted(feed.landingTable()),
                batch.id())
            .list(row -> new BatchDetail.Partition(row.getString(1), row.getLong(2))),
        Query.of(
                connection,
                """
                SELECT count(*) FROM tributary.quarantine
                WHERE batch_id = ? AND state = 'replayed'""",
                batch.id())
            .first(row -> row.getLong(1))
            .orElseThrow(),
        Query.of(
                connection,
                """
                SELECT e.id, e.state FROM tributary.export_batch b
                JOIN tributary.export e ON e.id = b.export_id WHERE b.batch_id = ?""",
                batch.id())
            .first(row -> new BatchDetail.Exported(row.getLong(1), row.getString(2))),
        Query.of(
                connection,
                """
                SELECT rejected_at, run_id, reason FROM tributary.rejection
                WHERE batch_id = ?""",
                batch.id())
            .first(
                row -> new BatchDetail.Rejected(time(row, 1), row.getString(2), row.getString(3))));
  }

  private static BatchSummary summary(ResultSet row) throws SQLException {
    return new BatchSummary(
        row.getLong(1),
        row.getString(2),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        Optional.ofNullable((Long) row.getObject(6)),
        Optional.ofNullable((Long) row.getObject(7)),
        row.getString(8),
        time(row, 9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13),
        row.getLong(14));
  }

  static Instant time(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
