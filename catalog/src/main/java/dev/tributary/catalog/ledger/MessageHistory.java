package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Coordinates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What became of messages. */
final class MessageHistory {

  private final Connection connection;

  MessageHistory(Connection connection) {
    this.connection = connection;
  }

  /** A topic, and what it feeds. */
  record Topic(UUID id, String name, Optional<String> feed) {}

  /** Those that have had this name, the newest first. */
  List<Topic> topics(String name) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT id, name, feed FROM (
              SELECT id, name, feed, first_seen FROM tributary.topic WHERE name = ?
              UNION ALL
              SELECT topic_id, topic, NULL, max(moved_at) FROM tributary.sink_position s
              WHERE topic = ? AND NOT EXISTS (
                SELECT 1 FROM tributary.topic t WHERE t.id = s.topic_id)
              GROUP BY topic_id, topic) t
            ORDER BY first_seen DESC""",
            name,
            name)
        .list(
            row ->
                new Topic(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    Optional.ofNullable(row.getString(3))));
  }

  List<MessageFate> fates(
      String name, int partition, long offset, Map<String, Feed> feeds, Map<String, Integer> reach)
      throws SQLException {
    List<MessageFate> fates = new ArrayList<>();
    for (Topic topic : topics(name)) {
      Coordinates at = new Coordinates(topic.id(), partition, offset);
      Optional<Feed> feed = topic.feed().map(feeds::get);
      fates.add(fate(topic, at, feed, reach));
    }
    return fates;
  }

  private MessageFate fate(
      Topic topic, Coordinates at, Optional<Feed> feed, Map<String, Integer> reach)
      throws SQLException {
    Optional<MessageFate.Landed> landed =
        feed.isPresent() ? landed(feed.get(), at) : Optional.empty();
    Optional<MessageFate.Place> duplicate = duplicateOf(at);
    Optional<MessageFate.Quarantine> quarantine = quarantine(at);
    Optional<BatchFacts> batch = batch(at, landed);
    Optional<Long> next = nextOffset(at);
    List<MessageFate.HoldingFile> files = files(at);
    return new MessageFate(
        topic.name(),
        at,
        topic.feed(),
        kind(at, landed, duplicate, quarantine, batch, next),
        next,
        landed,
        duplicate,
        quarantine,
        batch,
        files,
        builds(files, reach),
        sinks(at));
  }

  private static MessageFate.Kind kind(
      Coordinates at,
      Optional<MessageFate.Landed> landed,
      Optional<MessageFate.Place> duplicate,
      Optional<MessageFate.Quarantine> quarantine,
      Optional<BatchFacts> batch,
      Optional<Long> next) {
    if (batch.filter(each -> each.state().equals("rejected")).isPresent()) {
      return MessageFate.Kind.REJECTED;
    } else if (landed.isPresent()) {
      return MessageFate.Kind.LANDED;
    } else if (duplicate.isPresent()) {
      return MessageFate.Kind.DUPLICATE;
    } else if (quarantine.isPresent()) {
      return MessageFate.Kind.QUARANTINED;
    } else if (batch.isPresent()) {
      return MessageFate.Kind.VOID;
    } else if (next.isEmpty()) {
      return MessageFate.Kind.NOT_LANDED;
    }
    return at.offset() >= next.get() ? MessageFate.Kind.NOT_LANDED_YET : MessageFate.Kind.AGED_OUT;
  }

  private Optional<MessageFate.Landed> landed(Feed feed, Coordinates at) throws SQLException {
    boolean there =
        Query.of(connection, "SELECT to_regclass(?) IS NOT NULL", feed.landingTable())
            .first(row -> row.getBoolean(1))
            .orElseThrow();
    if (!there) {
      return Optional.empty();
    }
    return Query.of(
            connection,
            """
            SELECT r.dt, r.identity, r.revision, r.batch_id, t.name, l.topic_id, l.partition,
              l.msg_offset
            FROM %1$s r
            LEFT JOIN LATERAL (
              SELECT s.* FROM %1$s s
              JOIN tributary.batch b ON b.id = s.batch_id AND b.state = 'committed'
              WHERE s.identity = r.identity ORDER BY s.revision DESC LIMIT 1) l
              ON (l.topic_id, l.partition, l.msg_offset)
                <> (r.topic_id, r.partition, r.msg_offset)
            LEFT JOIN tributary.topic t ON t.id = l.topic_id
            WHERE r.topic_id = ? AND r.partition = ? AND r.msg_offset = ?"""
                .formatted(feed.landingTable()),
            at.topicId(),
            at.partition(),
            at.offset())
        .first(
            row ->
                new MessageFate.Landed(
                    feed.landingTable(),
                    row.getString(1),
                    row.getObject(2, UUID.class),
                    row.getInt(3),
                    row.getLong(4),
                    row.getString(5) == null
                        ? Optional.empty()
                        : Optional.of(
                            new MessageFate.Place(
                                row.getString(5),
                                new Coordinates(
                                    row.getObject(6, UUID.class),
                                    row.getInt(7),
                                    row.getLong(8))))));
  }

  private Optional<MessageFate.Place> duplicateOf(Coordinates at) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT t.name, d.of_topic_id, d.of_partition, d.of_offset FROM tributary.duplicate d
            JOIN tributary.topic t ON t.id = d.of_topic_id
            WHERE d.topic_id = ? AND d.partition = ? AND d.msg_offset = ?""",
            at.topicId(),
            at.partition(),
            at.offset())
        .first(
            row ->
                new MessageFate.Place(
                    row.getString(1),
                    new Coordinates(row.getObject(2, UUID.class), row.getInt(3), row.getLong(4))));
  }

  private Optional<MessageFate.Quarantine> quarantine(Coordinates at) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT reason, detail, source, state, decision, replay_batch_id
            FROM tributary.quarantine WHERE topic_id = ? AND partition = ? AND msg_offset = ?""",
            at.topicId(),
            at.partition(),
            at.offset())
        .first(
            row ->
                new MessageFate.Quarantine(
                    row.getString(1),
                    row.getString(2),
                    Optional.ofNullable(row.getString(3)),
                    row.getString(4),
                    Optional.ofNullable(row.getString(5)),
                    Optional.ofNullable(row.getObject(6, Long.class))));
  }

  /** That of the row, else that which accounts for the offset now. */
  private Optional<BatchFacts> batch(Coordinates at, Optional<MessageFate.Landed> landed)
      throws SQLException {
    List<Long> ids =
        landed.isPresent()
            ? List.of(landed.get().batch())
            : Query.of(
                    connection,
                    """
                    SELECT batch_id FROM tributary.batch_range
                    WHERE live AND topic_id = ? AND partition = ?
                    AND ? >= from_offset AND ? < until_offset""",
                    at.topicId(),
                    at.partition(),
                    at.offset(),
                    at.offset())
                .list(row -> row.getLong(1));
    return new FigureHistory(connection).batches(ids).stream().findFirst();
  }

  private Optional<Long> nextOffset(Coordinates at) throws SQLException {
    return Query.of(
            connection,
            "SELECT next_offset FROM tributary.next_offset WHERE topic_id = ? AND partition = ?",
            at.topicId(),
            at.partition())
        .first(row -> row.getLong(1));
  }

  private List<MessageFate.HoldingFile> files(Coordinates at) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT f.id, f.path, f.dt, f.version, f.version = p.version, f.export_id, e.run_id,
              f.retired_at IS NOT NULL
            FROM tributary.file_offsets o JOIN tributary.file f ON f.id = o.file_id
            JOIN tributary.partition p ON p.feed = f.feed AND p.dt = f.dt
            JOIN tributary.export e ON e.id = f.export_id
            WHERE o.topic_id = ? AND o.partition = ? AND o.offsets @> ?::bigint
            ORDER BY f.version = p.version, f.id""",
            at.topicId(),
            at.partition(),
            at.offset())
        .list(
            row ->
                new MessageFate.HoldingFile(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getInt(4),
                    row.getBoolean(5),
                    row.getLong(6),
                    row.getString(7),
                    row.getBoolean(8)));
  }

  /** Of each version those partitions that the files' records are within reach of. */
  private List<MessageFate.BuiltFrom> builds(
      List<MessageFate.HoldingFile> files, Map<String, Integer> reach) throws SQLException {
    return Query.of(
            connection,
            """
            WITH RECURSIVE
            reach AS (SELECT * FROM unnest(?::text[], ?::integer[]) AS r (table_name, days)),
            seen AS (
              SELECT DISTINCT ON (table_name, dt) table_name, dt, version
              FROM tributary.publication ORDER BY table_name, dt, id DESC),
            made AS (
              SELECT p.table_name, p.version, p.dt FROM tributary.file f
              JOIN tributary.table_input i
                ON i.feed = f.feed AND i.dt = f.dt AND i.feed_version = f.version
                AND f.generation <= i.generation
              JOIN tributary.table_partition p
                ON p.table_name = i.table_name AND p.version = i.version
              LEFT JOIN reach r ON r.table_name = p.table_name
              WHERE f.id = ANY (?) AND CASE
                WHEN f.dt = '' OR p.dt = '' THEN true
                ELSE abs(p.dt::date - f.dt::date) <= coalesce(r.days, 0) END
              UNION
              SELECT p.table_name, p.version, p.dt FROM made m
              JOIN tributary.table_source s
                ON (s.source_table, s.source_version, s.dt) = (m.table_name, m.version, m.dt)
              JOIN tributary.table_partition p
                ON p.table_name = s.table_name AND p.version = s.version)
            SELECT m.table_name, m.version, m.dt, s.version IS NOT NULL FROM made m
            LEFT JOIN seen s USING (table_name, version, dt)
            ORDER BY m.table_name, m.version, m.dt""",
            reach.keySet().toArray(new String[0]),
            Stream.of(reach.keySet().toArray(new String[0]))
                .map(reach::get)
                .toArray(Integer[]::new),
            files.stream().map(MessageFate.HoldingFile::id).toArray(Long[]::new))
        .list(
            row ->
                new MessageFate.BuiltFrom(
                    row.getString(1), row.getLong(2), row.getString(3), row.getBoolean(4)));
  }

  private List<MessageFate.SinkHolding> sinks(Coordinates at) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT s.path || '/' || p.directory || '/' || f.name, f.state
            FROM tributary.sink_content c JOIN tributary.sink_file f ON f.id = c.file_id
            JOIN tributary.sink_place p ON p.id = f.place_id
            JOIN tributary.sink s ON s.id = p.sink_id
            WHERE c.topic_id = ? AND c.partition = ?
            AND ? BETWEEN c.first_offset AND c.last_offset ORDER BY 1""",
            at.topicId(),
            at.partition(),
            at.offset())
        .list(row -> new MessageFate.SinkHolding(row.getString(1), row.getString(2)));
  }
}
