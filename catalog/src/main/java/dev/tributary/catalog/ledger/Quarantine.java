package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.run.RunId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The messages that were set aside. Those of a rejected batch are rejected with it. */
final class Quarantine {

  private static final String HELD =
      """
      FROM tributary.quarantine q JOIN tributary.topic t ON t.id = q.topic_id
      JOIN tributary.batch b ON b.id = q.batch_id
      """;

  private static final String OPEN = "AND q.state = 'open' AND b.state = 'committed' ";

  private static final String MESSAGE =
      """
      SELECT t.name, q.topic_id, q.partition, q.msg_offset, q.reason, q.detail, q.source,
        q.message_key, q.message,
        coalesce(q.sent_ms, (extract(epoch FROM q.quarantined_at) * 1000)::bigint),
        q.state, q.batch_id, b.state = 'rejected', q.quarantined_at, q.attempts,
        q.replay_batch_id, q.decision, q.decided_run, q.decided_at
      """;

  private final Connection connection;

  Quarantine(Connection connection) {
    this.connection = connection;
  }

  /** How many there are of each reason, of those in that state, or in any. */
  Map<String, Long> reasons(QuarantineFilter filter, Optional<String> state) throws SQLException {
    Map<String, Long> reasons = new LinkedHashMap<>();
    Query.of(
            connection,
            "SELECT q.reason, count(*) "
                + HELD
                + "WHERE "
                + QuarantineFilter.CONDITION
                + """
                AND (?::text IS NULL OR q.state = ?::text) AND b.state <> 'rejected'
                GROUP BY q.reason ORDER BY 2 DESC, 1""",
            filter.values(state.orElse(null), state.orElse(null)))
        .list(row -> reasons.put(row.getString(1), row.getLong(2)));
    return reasons;
  }

  /** The last of them, in the order in which they were set aside. */
  List<HeldMessage> last(QuarantineFilter filter, Optional<String> state, int most)
      throws SQLException {
    return Query.of(
            connection,
            "SELECT * FROM ("
                + MESSAGE
                + HELD
                + "WHERE "
                + QuarantineFilter.CONDITION
                + """
                AND (?::text IS NULL OR q.state = ?::text) AND b.state <> 'rejected'
                ORDER BY q.quarantined_at DESC, q.topic_id DESC, q.partition DESC, q.msg_offset DESC
                LIMIT ?) last ORDER BY quarantined_at, topic_id, partition, msg_offset""",
            filter.values(state.orElse(null), state.orElse(null), most))
        .list(Quarantine::held);
  }

  /** That message, of each topic that had the name. */
  List<HeldMessage> at(String topic, int partition, long offset) throws SQLException {
    return Query.of(
            connection,
            MESSAGE
                + HELD
                + """
                WHERE t.name = ? AND q.partition = ? AND q.msg_offset = ?
                ORDER BY t.first_seen DESC""",
            topic,
            partition,
            offset)
        .list(Quarantine::held);
  }

  /**
   * Open ones by their coordinates, behind some.
   *
   * @param bytes they end with the one that reaches this size together
   */
  List<HeldMessage> open(QuarantineFilter filter, Optional<Coordinates> after, int most, long bytes)
      throws SQLException {
    Coordinates behind = after.orElse(new Coordinates(new UUID(0, 0), 0, 0));
    return Query.of(
            connection,
            "SELECT * FROM ("
                + MESSAGE
                + """
                , sum(coalesce(octet_length(q.message), 0)) OVER (
                  ORDER BY q.topic_id, q.partition, q.msg_offset
                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
                """
                + HELD
                + "WHERE "
                + QuarantineFilter.CONDITION
                + OPEN
                + """
                AND (q.topic_id, q.partition, q.msg_offset) > (?, ?, ?)
                ORDER BY q.topic_id, q.partition, q.msg_offset LIMIT ?) waiting
                WHERE coalesce(before, 0) < ? ORDER BY topic_id, partition, msg_offset""",
            filter.values(behind.topicId(), behind.partition(), behind.offset(), most, bytes))
        .list(Quarantine::held);
  }

  /** Nobody wants the open ones any more, for that reason; how many these are. */
  int discard(QuarantineFilter filter, String because, RunId run) throws SQLException {
    Object[] values = filter.values();
    Object[] all = new Object[values.length + 2];
    all[0] = because;
    all[1] = run.value();
    System.arraycopy(values, 0, all, 2, values.length);
    return Query.of(
            connection,
            """
            UPDATE tributary.quarantine u SET state = 'discarded', decision = ?, decided_run = ?,
              decided_at = clock_timestamp()
            FROM (SELECT q.topic_id, q.partition, q.msg_offset
            """
                + HELD
                + "WHERE "
                + QuarantineFilter.CONDITION
                + OPEN
                + """
                ) q
                WHERE u.topic_id = q.topic_id AND u.partition = q.partition
                AND u.msg_offset = q.msg_offset AND u.state = 'open'""",
            all)
        .update();
  }

  private static HeldMessage held(ResultSet row) throws SQLException {
    return new HeldMessage(
        row.getString(1),
        new Quarantined(
            new Coordinates(row.getObject(2, UUID.class), row.getInt(3), row.getLong(4)),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getBytes(8),
            row.getBytes(9),
            row.getLong(10)),
        row.getString(11),
        row.getLong(12),
        row.getBoolean(13),
        BatchRegister.time(row, 14),
        row.getInt(15),
        Optional.ofNullable((Long) row.getObject(16)),
        Optional.ofNullable(row.getString(17)),
        Optional.ofNullable(row.getString(18)),
        Optional.ofNullable(BatchRegister.time(row, 19)));
  }
}
