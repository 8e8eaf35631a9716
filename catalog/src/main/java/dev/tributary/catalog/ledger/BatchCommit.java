package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.run.RunId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.stream.Stream;

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

  Batch commit(Arrival arrival) throws SQLException, IOException {
    for (OffsetRange range : arrival.ranges()) {
      fence(range);
    }
    long id =
        Query.of(connection, "SELECT nextval(pg_get_serial_sequence('tributary.batch', 'id'))")
            .first(row -> row.getLong(1))
            .orElseThrow();
    new LandingTable(feed).copy(connection, id, arrival.rows());
    // The feed's row is locked only now, so that copying goes on side by side.
    long version =
        Query.of(
                connection,
                "UPDATE tributary.feed SET batches = batches + 1 WHERE name = ? RETURNING batches",
                feed.name())
            .first(row -> row.getLong(1))
            .orElseThrow();
    Query.of(
            connection,
            """
            INSERT INTO tributary.batch
              (id, feed, version, run_id, state, rows, bytes, duplicates, quarantined,
               warnings, started_at)
            VALUES (?, ?, ?, ?, 'committed', ?, ?, ?, ?, ?, ?)""",
            id,
            feed.name(),
            version,
            run.value(),
            arrival.rows().size(),
            arrival.bytes(),
            arrival.duplicates().size(),
            arrival.quarantined().size(),
            arrival.warnings().size(),
            Timestamp.from(arrival.startedAt()))
        .update();
    for (OffsetRange range : arrival.ranges()) {
      record(id, range, arrival);
    }
    recordDuplicates(id, arrival);
    recordQuarantined(id, arrival);
    recordWarnings(id, arrival);
    return new Batch(
        id,
        feed.name(),
        version,
        arrival.rows().size(),
        arrival.duplicates().size(),
        arrival.quarantined().size(),
        arrival.warnings().size());
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

  private void record(long batch, OffsetRange range, Arrival arrival) throws SQLException {
    Query.of(
            connection,
            """
            INSERT INTO tributary.batch_range (batch_id, topic_id, partition, from_offset,
              until_offset, rows, duplicates, quarantined) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            batch,
            range.topicId(),
            range.partition(),
            range.from(),
            range.until(),
            within(range, arrival.rows().stream().map(LandedRow::at)),
            within(range, arrival.duplicates().stream().map(Duplicate::at)),
            within(range, arrival.quarantined().stream().map(Quarantined::at)))
        .update();
  }

  private static long within(OffsetRange range, Stream<Coordinates> all) {
    return all.filter(
            at -> at.partition() == range.partition() && at.topicId().equals(range.topicId()))
        .count();
  }

  private void recordDuplicates(long batch, Arrival arrival) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO tributary.duplicate VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (Duplicate duplicate : arrival.duplicates()) {
        int next = bind(statement, 1, duplicate.at());
        statement.setLong(next, batch);
        bind(statement, next + 1, duplicate.of());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void recordQuarantined(long batch, Arrival arrival) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO tributary.quarantine (topic_id, partition, msg_offset, batch_id, reason,
              detail, source, message_key, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
      for (Quarantined message : arrival.quarantined()) {
        int next = bind(statement, 1, message.at());
        statement.setLong(next++, batch);
        statement.setString(next++, message.reason());
        statement.setString(next++, message.detail().replace("\u0000", "\\u0000"));
        statement.setString(next++, message.source());
        statement.setBytes(next++, message.key());
        statement.setBytes(next, message.message());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void recordWarnings(long batch, Arrival arrival) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO tributary.warning (topic_id, partition, msg_offset, field, detail, source,
              batch_id) VALUES (?, ?, ?, ?, ?, ?, ?)""")) {
      for (Warning warning : arrival.warnings()) {
        int next = bind(statement, 1, warning.at());
        statement.setString(next++, warning.field());
        statement.setString(next++, warning.detail());
        statement.setString(next++, warning.source());
        statement.setLong(next, batch);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static int bind(PreparedStatement statement, int index, Coordinates at)
      throws SQLException {
    statement.setObject(index, at.topicId());
    statement.setInt(index + 1, at.partition());
    statement.setLong(index + 2, at.offset());
    return index + 3;
  }
}
