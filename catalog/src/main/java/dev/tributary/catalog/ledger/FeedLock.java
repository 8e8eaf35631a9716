package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Keeps apart what adds to a feed's landed messages from what changes those that are there. Taken
 * before anything is written, and held until the transaction ends.
 */
final class FeedLock {

  private FeedLock() {}

  /** Others may land at the same time. */
  static void shared(Connection connection, Feed feed) throws SQLException {
    take(connection, "SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 0))", feed);
  }

  /** Nobody else lands, rejects or replays. */
  static void alone(Connection connection, Feed feed) throws SQLException {
    take(connection, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", feed);
  }

  private static void take(Connection connection, String sql, Feed feed) throws SQLException {
    Query.of(connection, sql, "tributary landed messages of " + feed.name()).first(row -> true);
  }
}
