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
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** A new batch in the ledger: itself, its rows, and what else became of its messages. */
final class BatchEntry {

  private final Connection connection;
  private final Feed feed;
  private final RunId run;
  private final long id;

  BatchEntry(Connection connection, Feed feed, RunId run) throws SQLException {
    this.connection = connection;
    this.feed = feed;
    this.run = run;
    this.id =
        Query.of(connection, "SELECT nextval(pg_get_serial_sequence('tributary.batch', 'id'))")
            .first(row -> row.getLong(1))
            .orElseThrow();
  }

  long id() {
    return id;
  }

  /** Copies the rows in, which takes the longest. */
  void copy(Arrival arrival) throws SQLException, IOException {
    new LandingTable(feed).copy(connection, id, arrival.rows());
  }

  /**
   * The batch is there with everything but its rows and ranges.
   *
   * @param origin a word of the column's list
   * @param replays the batch whose offsets it lands anew; null for none
   */
  Batch enter(String origin, Long replays, Arrival arrival) throws SQLException {
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
               warnings, started_at, origin, replays)
            VALUES (?, ?, ?, ?, 'committed', ?, ?, ?, ?, ?, ?, ?, ?::bigint)""",
            id,
            feed.name(),
            version,
            run.value(),
            arrival.rows().size(),
            arrival.bytes(),
            arrival.duplicates().size(),
            arrival.quarantined().size(),
            arrival.warnings().size(),
            Timestamp.from(arrival.startedAt()),
            origin,
            replays)
        .update();
    recordDuplicates(arrival);
    recordQuarantined(arrival);
    recordWarnings(arrival);
    return new Batch(
        id,
        feed.name(),
        version,
        arrival.rows().size(),
        arrival.duplicates().size(),
        arrival.quarantined().size(),
        arrival.warnings().size());
  }

  /**
   * The batch accounts for these offsets.
   *
   * @param place the batch that had them first
   */
  void enter(OffsetRange range, long place, Arrival arrival) throws SQLException {
    Query.of(
            connection,
            """
            INSERT INTO tributary.batch_range (batch_id, topic_id, partition, from_offset,
              until_offset, rows, duplicates, quarantined, place, latest_event)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamp)""",
            id,
            range.topicId(),
            range.partition(),
            range.from(),
            range.until(),
            within(range, arrival.rows().stream().map(LandedRow::at)),
            within(range, arrival.duplicates().stream().map(Duplicate::at)),
            within(range, arrival.quarantined().stream().map(Quarantined::at)),
            place,
            latestEvent(range, arrival))
        .update();
  }

  /** Null where no row of the range has one. */
  private static LocalDateTime latestEvent(OffsetRange range, Arrival arrival) {
    return arrival.rows().stream()
        .filter(row -> range.contains(row.at()))
        .map(LandedRow::eventTime)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static long within(OffsetRange range, Stream<Coordinates> all) {
    return all.filter(range::contains).count();
  }

  private void recordDuplicates(Arrival arrival) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO tributary.duplicate VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      for (Duplicate duplicate : arrival.duplicates()) {
        int next = bind(statement, 1, duplicate.at());
        statement.setLong(next, id);
        bind(statement, next + 1, duplicate.of());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void recordQuarantined(Arrival arrival) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO tributary.quarantine (topic_id, partition, msg_offset, batch_id, reason,
              detail, source, message_key, message, sent_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
      for (Quarantined message : arrival.quarantined()) {
        int next = bind(statement, 1, message.at());
        statement.setLong(next++, id);
        statement.setString(next++, message.reason());
        statement.setString(next++, storable(message.detail()));
        statement.setString(next++, message.source());
        statement.setBytes(next++, message.key());
        statement.setBytes(next++, message.message());
        statement.setLong(next, message.sentMs());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** PostgreSQL's text holds no U+0000. */
  static String storable(String detail) {
    return detail.replace("\u0000", "\\u0000");
  }

  private void recordWarnings(Arrival arrival) throws SQLException {
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
        statement.setLong(next, id);
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
