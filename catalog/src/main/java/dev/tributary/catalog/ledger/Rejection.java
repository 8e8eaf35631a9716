package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Takes a batch back: none of its messages count, as if they had not come. */
final class Rejection {

  private final Connection connection;
  private final Feed feed;
  private final RunId run;

  Rejection(Connection connection, Feed feed, RunId run) {
    this.connection = connection;
    this.feed = feed;
    this.run = run;
  }

  /** How many partitions are to be written anew for it. */
  long reject(long id, String reason) throws SQLException {
    FeedLock.alone(connection, feed);
    BatchState batch = BatchState.locked(connection, id);
    switch (batch.state()) {
      case "rejected" ->
          throw new TributaryException(
              "batches: batch %d is rejected already; 'batches show %d' tells when and why"
                  .formatted(id, id));
      case "replayed" ->
          throw new TributaryException(
              "batches: batch %d was rejected and replayed by batch %d, which may be rejected instead"
                  .formatted(id, batch.replayedBy().orElseThrow()));
      default -> {}
    }
    Chains chains = new Chains(connection, feed);
    chains.load(identities(id));
    chains.drop(id);
    Query.of(connection, "UPDATE tributary.batch SET state = 'rejected' WHERE id = ?", id).update();
    Query.of(
            connection,
            "INSERT INTO tributary.rejection (batch_id, reason, run_id) VALUES (?, ?, ?)",
            id,
            reason,
            run.value())
        .update();
    raise(connection, feed);
    chains.settle().write(id);
    askRewrites(id);
    reopen(id);
    return Query.of(
            connection,
            "SELECT count(DISTINCT dt) FROM tributary.rewrite WHERE batch_id = ? AND export_id IS NULL",
            id)
        .first(row -> row.getLong(1))
        .orElseThrow();
  }

  /** Who has sorted messages by what had landed must do so anew. */
  static void raise(Connection connection, Feed feed) throws SQLException {
    Query.of(
            connection,
            "UPDATE tributary.feed SET rejections = rejections + 1 WHERE name = ?",
            feed.name())
        .update();
  }

  /**
   * What files hold of its offsets is to leave them: also of rows that somebody has deleted, which
   * the landing table knows no more.
   */
  private void askRewrites(long id) throws SQLException {
    Query.of(
            connection,
            """
            INSERT INTO tributary.rewrite (feed, dt, batch_id)
            SELECT DISTINCT f.feed, f.dt, g.batch_id FROM tributary.batch_range g
            JOIN tributary.file_offsets o ON o.topic_id = g.topic_id AND o.partition = g.partition
              AND o.offsets && int8range(g.from_offset, g.until_offset)
            JOIN tributary.file f ON f.id = o.file_id
            JOIN tributary.partition p USING (feed, dt, version)
            WHERE g.batch_id = ? AND g.live AND f.feed = ?
            AND NOT EXISTS (
              SELECT FROM tributary.rewrite w
              WHERE w.feed = f.feed AND w.dt = f.dt AND w.batch_id = g.batch_id
              AND w.export_id IS NULL)""",
            id,
            feed.name())
        .update();
  }

  private List<UUID> identities(long id) throws SQLException {
    return Query.of(
            connection,
            "SELECT DISTINCT identity FROM %s WHERE batch_id = ?".formatted(feed.landingTable()),
            id)
        .list(row -> row.getObject(1, UUID.class));
  }

  /** What it had landed from quarantine is there again. */
  private void reopen(long id) throws SQLException {
    Query.of(
            connection,
            """
            UPDATE tributary.quarantine SET state = 'open', replay_batch_id = NULL,
              decided_run = NULL, decided_at = NULL
            WHERE replay_batch_id = ?""",
            id)
        .update();
  }
}
