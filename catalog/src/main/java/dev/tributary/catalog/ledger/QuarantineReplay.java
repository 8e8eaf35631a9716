package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.run.RunId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lands messages from quarantine, or writes down why they still cannot be. */
final class QuarantineReplay {

  private final Connection connection;
  private final Feed feed;
  private final RunId run;

  QuarantineReplay(Connection connection, Feed feed, RunId run) {
    this.connection = connection;
    this.feed = feed;
    this.run = run;
  }

  /**
   * The messages count, each in the place of its first attempt; those that fail again have one
   * attempt more. Whatever somebody else has decided on meanwhile is left out.
   *
   * @return the batch that they are in; empty if none could be landed
   */
  Optional<Batch> replay(Arrival tried) throws SQLException, IOException {
    FeedLock.alone(connection, feed);
    Map<Coordinates, Open> open = open(coordinates(tried));
    Set<Coordinates> decided = new HashSet<>(coordinates(tried));
    decided.removeAll(open.keySet());
    Arrival arrival = tried.without(decided);
    fail(arrival.quarantined());
    if (arrival.rows().isEmpty()) {
      return Optional.empty();
    }
    List<Coordinates> fit = arrival.rows().stream().map(LandedRow::at).toList();
    Rejection.raise(connection, feed);
    clear(fit);
    BatchEntry entry = new BatchEntry(connection, feed, run);
    Sorted sorted = new Sorted(connection, feed, entry.id());
    Map<Coordinates, Long> places =
        open.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().place()));
    long bytes = fit.stream().mapToLong(at -> open.get(at).bytes()).sum();
    Arrival landed = sorted.sort(arrival.landable(bytes), places);
    Batch batch = entry.enter("quarantine", null, landed);
    sorted.write();
    entry.copy(landed);
    close(fit, batch.id());
    return Optional.of(batch);
  }

  private static Set<Coordinates> coordinates(Arrival arrival) {
    return Stream.concat(
            arrival.rows().stream().map(LandedRow::at),
            arrival.quarantined().stream().map(Quarantined::at))
        .collect(Collectors.toSet());
  }

  /** Those of them that are open, which they stay until the transaction ends. */
  private Map<Coordinates, Open> open(Collection<Coordinates> all) throws SQLException {
    Map<Coordinates, Open> open = new HashMap<>();
    Query.of(
            connection,
            """
            SELECT q.topic_id, q.partition, q.msg_offset,
              coalesce(octet_length(q.message_key), 0) + coalesce(octet_length(q.message), 0),
              (SELECT g.place FROM tributary.batch_range g
               WHERE g.live AND g.topic_id = q.topic_id AND g.partition = q.partition
               AND g.from_offset <= q.msg_offset ORDER BY g.from_offset DESC LIMIT 1)
            FROM unnest(?::uuid[], ?::int[], ?::bigint[]) AS n (topic_id, partition, msg_offset)
            JOIN tributary.quarantine q USING (topic_id, partition, msg_offset)
            JOIN tributary.batch b ON b.id = q.batch_id AND b.state = 'committed'
            WHERE q.state = 'open' FOR UPDATE OF q""",
            arrays(all))
        .list(
            row ->
                open.put(
                    new Coordinates(row.getObject(1, UUID.class), row.getInt(2), row.getLong(3)),
                    new Open(row.getLong(4), row.getLong(5))));
    return open;
  }

  private void fail(List<Quarantined> again) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            UPDATE tributary.quarantine SET attempts = attempts + 1, reason = ?, detail = ?
            WHERE topic_id = ? AND partition = ? AND msg_offset = ?""")) {
      for (Quarantined message : again) {
        statement.setString(1, message.reason());
        statement.setString(2, BatchEntry.storable(message.detail()));
        statement.setObject(3, message.at().topicId());
        statement.setInt(4, message.at().partition());
        statement.setLong(5, message.at().offset());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** What an earlier replay that was rejected had landed of them goes. */
  private void clear(List<Coordinates> all) throws SQLException {
    for (String table : List.of(feed.landingTable(), "tributary.duplicate", "tributary.warning")) {
      Query.of(
              connection,
              """
              DELETE FROM %s m USING unnest(?::uuid[], ?::int[], ?::bigint[])
                AS n (topic_id, partition, msg_offset)
              WHERE m.topic_id = n.topic_id AND m.partition = n.partition
              AND m.msg_offset = n.msg_offset"""
                  .formatted(table),
              arrays(all))
          .update();
    }
  }

  private void close(List<Coordinates> all, long batch) throws SQLException {
    Object[] at = arrays(all);
    Query.of(
            connection,
            """
            UPDATE tributary.quarantine q SET state = 'replayed', attempts = attempts + 1,
              replay_batch_id = ?, decided_run = ?, decided_at = clock_timestamp()
            FROM unnest(?::uuid[], ?::int[], ?::bigint[]) AS n (topic_id, partition, msg_offset)
            WHERE q.topic_id = n.topic_id AND q.partition = n.partition
            AND q.msg_offset = n.msg_offset""",
            batch,
            run.value(),
            at[0],
            at[1],
            at[2])
        .update();
  }

  private static Object[] arrays(Collection<Coordinates> all) {
    return new Object[] {
      all.stream().map(Coordinates::topicId).toArray(UUID[]::new),
      all.stream().map(Coordinates::partition).toArray(Integer[]::new),
      all.stream().map(Coordinates::offset).toArray(Long[]::new)
    };
  }

  /**
   * A message that waits.
   *
   * @param bytes size of key and value
   * @param place the batch in which it first came
   */
  private record Open(long bytes, long place) {}
}
