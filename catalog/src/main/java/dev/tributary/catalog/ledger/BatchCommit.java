package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.run.RunId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Lands a batch: rows, duplicates, quarantine, offsets and the batch itself, or none of them. */
final class BatchCommit {

  private final Connection connection;
  private final Feed feed;
  private final RunId run;

  BatchCommit(Connection connection, Feed feed, RunId run) {
    this.connection = connection;
    this.feed = feed;
    this.run = run;
  }

  /** Empty, with nothing written, if what it was sorted by has been rejected or replayed since. */
  Optional<Batch> commit(Arrival arrival) throws SQLException, IOException {
    FeedLock.shared(connection, feed);
    if (rejections(connection, feed) != arrival.rejections()) {
      return Optional.empty();
    }
    for (OffsetRange range : arrival.ranges()) {
      fence(range);
    }
    BatchEntry entry = new BatchEntry(connection, feed, run);
    entry.copy(arrival);
    Batch batch = entry.enter("topic", null, arrival);
    for (OffsetRange range : arrival.ranges()) {
      entry.enter(range, entry.id(), arrival);
    }
    return Optional.of(batch);
  }

  /** How often messages of the feed that had landed were rejected or replayed. */
  static long rejections(Connection connection, Feed feed) throws SQLException {
    return Query.of(connection, "SELECT rejections FROM tributary.feed WHERE name = ?", feed.name())
        .first(row -> row.getLong(1))
        .orElseThrow();
  }

  /** Moves the partition's row from where this batch began; whoever moved it first has won. */
  private void fence(OffsetRange range) throws SQLException {
    int moved =
        Query.of(
                connection,
                """
                UPDATE tributary.next_offset
                SET next_offset = ?, run_id = ?, moved_at = clock_timestamp()
                WHERE topic_id = ? AND partition = ? AND next_offset = ?""",
                range.until(),
                run.value(),
                range.topicId(),
                range.partition(),
                range.from())
            .update();
    if (moved != 1) {
      throw new FencedException(
          "land: another run has landed partition %d of %s beyond offset %d; nothing of this batch was written, run it again to go on from there"
              .formatted(range.partition(), feed.topic().name(), range.from()));
    }
  }
}
