package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.run.RunId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Lands a rejected batch's offsets anew, in another batch that takes its place. */
final class BatchReplay {

  private final Connection connection;
  private final Feed feed;
  private final RunId run;

  BatchReplay(Connection connection, Feed feed, RunId run) {
    this.connection = connection;
    this.feed = feed;
    this.run = run;
  }

  /** The offsets of a rejected batch. */
  static List<ReplayableRange> ranges(Connection connection, long id) throws SQLException {
    BatchState.locked(connection, id).checkReplayable(id);
    return Query.of(
            connection,
            """
            SELECT t.name, g.topic_id, g.partition, g.from_offset, g.until_offset
            FROM tributary.batch_range g JOIN tributary.topic t ON t.id = g.topic_id
            WHERE g.batch_id = ? AND g.live ORDER BY t.name, g.topic_id, g.partition, g.from_offset""",
            id)
        .list(
            row ->
                new ReplayableRange(
                    row.getString(1),
                    new OffsetRange(
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getLong(4),
                        row.getLong(5))));
  }

  /**
   * The batch's messages count as they are sorted now, in the order in which they first came. Those
   * that were landed from quarantine meanwhile, and those that were discarded, stay what they are.
   */
  Batch replay(long id, Arrival arrival) throws SQLException, IOException {
    FeedLock.alone(connection, feed);
    BatchState.locked(connection, id).checkReplayable(id);
    Rejection.raise(connection, feed);
    Set<Coordinates> kept = kept(id);
    clear(id);
    BatchEntry entry = new BatchEntry(connection, feed, run);
    Sorted sorted = new Sorted(connection, feed, entry.id());
    Arrival remaining = sorted.sort(arrival.without(kept), placeOf(id));
    Query.of(connection, "UPDATE tributary.batch SET state = 'replayed' WHERE id = ?", id).update();
    Query.of(connection, "UPDATE tributary.batch_range SET live = false WHERE batch_id = ?", id)
        .update();
    Batch batch = entry.enter("replay", id, remaining);
    sorted.write();
    entry.copy(remaining);
    for (OffsetRange range : remaining.ranges()) {
      entry.enter(range, placeOf(id), remaining);
    }
    inherit(id, batch.id());
    return batch;
  }

  private long placeOf(long id) throws SQLException {
    return Query.of(
            connection, "SELECT min(place) FROM tributary.batch_range WHERE batch_id = ?", id)
        .first(row -> row.getLong(1))
        .orElseThrow();
  }

  /** Offsets of the batch that another one has landed, or somebody has discarded. */
  private Set<Coordinates> kept(long id) throws SQLException {
    Set<Coordinates> kept = new HashSet<>();
    for (String table : List.of(feed.landingTable(), "tributary.duplicate")) {
      kept.addAll(
          coordinates(
              id,
              "%s m JOIN tributary.batch b ON b.id = m.batch_id AND b.state = 'committed'"
                  .formatted(table)));
    }
    kept.addAll(
        coordinates(id, "(SELECT * FROM tributary.quarantine WHERE state = 'discarded') AS m"));
    return kept;
  }

  private List<Coordinates> coordinates(long id, String messages) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT m.topic_id, m.partition, m.msg_offset FROM %s
            JOIN tributary.batch_range g ON g.topic_id = m.topic_id AND g.partition = m.partition
              AND g.from_offset <= m.msg_offset AND m.msg_offset < g.until_offset
            WHERE g.batch_id = ? AND g.live"""
                .formatted(messages),
            id)
        .list(row -> new Coordinates(row.getObject(1, UUID.class), row.getInt(2), row.getLong(3)));
  }

  /** What the batch had made of its messages goes, and what a rejected one had landed of them. */
  private void clear(long id) throws SQLException {
    for (String table : List.of(feed.landingTable(), "tributary.duplicate", "tributary.warning")) {
      clear(
          id,
          table,
          "EXISTS (SELECT FROM tributary.batch b WHERE b.id = m.batch_id AND b.state <> 'committed')");
    }
    clear(id, "tributary.quarantine", "m.state = 'open'");
  }

  private void clear(long id, String table, String condition) throws SQLException {
    Query.of(
            connection,
            """
            DELETE FROM %s m USING tributary.batch_range g
            WHERE g.batch_id = ? AND g.live AND g.topic_id = m.topic_id
            AND g.partition = m.partition AND g.from_offset <= m.msg_offset
            AND m.msg_offset < g.until_offset AND %s"""
                .formatted(table, condition),
            id)
        .update();
  }

  /** What stays in quarantine as decided is the new batch's, and counted there. */
  private void inherit(long id, long heir) throws SQLException {
    Query.of(
            connection, "UPDATE tributary.quarantine SET batch_id = ? WHERE batch_id = ?", heir, id)
        .update();
    Query.of(
            connection,
            """
            UPDATE tributary.batch_range g SET quarantined = (
              SELECT count(*) FROM tributary.quarantine q
              WHERE q.topic_id = g.topic_id AND q.partition = g.partition
              AND q.msg_offset >= g.from_offset AND q.msg_offset < g.until_offset)
            WHERE g.batch_id = ?""",
            heir)
        .update();
    Query.of(
            connection,
            """
            UPDATE tributary.batch SET quarantined = (
              SELECT sum(quarantined) FROM tributary.batch_range WHERE batch_id = ?)
            WHERE id = ?""",
            heir,
            heir)
        .update();
  }
}
