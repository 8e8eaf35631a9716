package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Coordinates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The statements by which messages that had landed become something else. New revisions are written
 * as negative numbers first, as the one that they are to have may still be another row's.
 */
final class ChainChanges {

  private final Connection connection;
  private final Feed feed;

  ChainChanges(Connection connection, Feed feed) {
    this.connection = connection;
    this.feed = feed;
  }

  /** Rows get another number. */
  void renumber(List<Chain.Settled> rows) throws SQLException {
    if (!rows.isEmpty()) {
      Places at = Places.of(rows, each -> each.link().at());
      Query.of(
              connection,
              """
              UPDATE %s r SET revision = -n.revision
              FROM unnest(?::uuid[], ?::int[], ?::bigint[], ?::int[])
                AS n (topic_id, partition, msg_offset, revision)
              WHERE r.topic_id = n.topic_id AND r.partition = n.partition
              AND r.msg_offset = n.msg_offset"""
                  .formatted(feed.landingTable()),
              at.topics(),
              at.partitions(),
              at.offsets(),
              revisions(rows))
          .update();
    }
  }

  /** Duplicates become rows: with the record, and the warnings, of the row that they repeated. */
  void promote(List<Chain.Settled> duplicates) throws SQLException {
    if (duplicates.isEmpty()) {
      return;
    }
    Places at = Places.of(duplicates, each -> each.link().at());
    Places of = Places.of(duplicates, each -> each.link().of());
    Object[] values = {
      at.topics(),
      at.partitions(),
      at.offsets(),
      batches(duplicates),
      of.topics(),
      of.partitions(),
      of.offsets(),
      revisions(duplicates)
    };
    String promoted =
        """
        WITH n AS (
          SELECT * FROM unnest(?::uuid[], ?::int[], ?::bigint[], ?::bigint[],
            ?::uuid[], ?::int[], ?::bigint[], ?::int[])
          AS n (topic_id, partition, msg_offset, batch_id,
            of_topic_id, of_partition, of_offset, revision))
        """;
    Query.of(connection, promoted + new LandingTable(feed).copies(connection), values).update();
    Query.of(
            connection,
            promoted
                + """
                INSERT INTO tributary.warning
                  (topic_id, partition, msg_offset, field, detail, source, batch_id)
                SELECT n.topic_id, n.partition, n.msg_offset, w.field, w.detail, w.source, n.batch_id
                FROM n JOIN tributary.warning w ON w.topic_id = n.of_topic_id
                  AND w.partition = n.of_partition AND w.msg_offset = n.of_offset""",
            values)
        .update();
    delete("tributary.duplicate", at);
    count(duplicates, 1);
  }

  /** Rows become duplicates of the row before them. */
  void demote(List<Chain.Settled> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    Places at = Places.of(rows, each -> each.link().at());
    Places of = Places.of(rows, Chain.Settled::of);
    count(rows, -1);
    delete(feed.landingTable(), at);
    delete("tributary.warning", at);
    Query.of(
            connection,
            """
            INSERT INTO tributary.duplicate (topic_id, partition, msg_offset, batch_id,
              of_topic_id, of_partition, of_offset)
            SELECT * FROM unnest(?::uuid[], ?::int[], ?::bigint[], ?::bigint[],
              ?::uuid[], ?::int[], ?::bigint[])""",
            at.topics(),
            at.partitions(),
            at.offsets(),
            batches(rows),
            of.topics(),
            of.partitions(),
            of.offsets())
        .update();
  }

  /** The negative numbers are the ones that count now. */
  void number(Collection<UUID> identities) throws SQLException {
    if (!identities.isEmpty()) {
      Query.of(
              connection,
              "UPDATE %s SET revision = -revision WHERE identity = ANY (?) AND revision < 0"
                  .formatted(feed.landingTable()),
              (Object) identities.toArray(new UUID[0]))
          .update();
    }
  }

  /** Duplicates repeat another row of the same content. */
  void repoint(List<Chain.Settled> duplicates) throws SQLException {
    if (duplicates.isEmpty()) {
      return;
    }
    Places at = Places.of(duplicates, each -> each.link().at());
    Places of = Places.of(duplicates, Chain.Settled::of);
    Query.of(
            connection,
            """
            UPDATE tributary.duplicate d SET of_topic_id = n.of_topic_id,
              of_partition = n.of_partition, of_offset = n.of_offset
            FROM unnest(?::uuid[], ?::int[], ?::bigint[], ?::uuid[], ?::int[], ?::bigint[])
              AS n (topic_id, partition, msg_offset, of_topic_id, of_partition, of_offset)
            WHERE d.topic_id = n.topic_id AND d.partition = n.partition
            AND d.msg_offset = n.msg_offset""",
            at.topics(),
            at.partitions(),
            at.offsets(),
            of.topics(),
            of.partitions(),
            of.offsets())
        .update();
  }

  /** The partitions of these rows are written anew, those of batches that are in an export. */
  void askRewrites(List<Chain.Link> rows, long cause) throws SQLException {
    if (!rows.isEmpty()) {
      Query.of(
              connection,
              """
              INSERT INTO tributary.rewrite (feed, dt, batch_id)
              SELECT DISTINCT ?, n.dt, ?::bigint FROM unnest(?::text[], ?::bigint[]) AS n (dt, batch_id)
              JOIN tributary.export_batch e ON e.batch_id = n.batch_id""",
              feed.name(),
              cause,
              rows.stream().map(Chain.Link::dt).toArray(String[]::new),
              rows.stream().map(Chain.Link::batch).toArray(Long[]::new))
          .update();
    }
  }

  private void delete(String table, Places at) throws SQLException {
    Query.of(
            connection,
            """
            DELETE FROM %s r USING unnest(?::uuid[], ?::int[], ?::bigint[])
              AS n (topic_id, partition, msg_offset)
            WHERE r.topic_id = n.topic_id AND r.partition = n.partition
            AND r.msg_offset = n.msg_offset"""
                .formatted(table),
            at.topics(),
            at.partitions(),
            at.offsets())
        .update();
  }

  /** Their batches have one row more and one duplicate less for each, or the other way round. */
  private void count(List<Chain.Settled> messages, int sign) throws SQLException {
    Places at = Places.of(messages, each -> each.link().at());
    String each =
        """
        WITH n AS (
          SELECT * FROM unnest(?::uuid[], ?::int[], ?::bigint[], ?::bigint[])
          AS n (topic_id, partition, msg_offset, batch_id))
        """;
    Object[] values = {at.topics(), at.partitions(), at.offsets(), batches(messages), sign, sign};
    Query.of(
            connection,
            each
                + """
                UPDATE tributary.batch_range g
                SET rows = rows + ? * c.messages, duplicates = duplicates - ? * c.messages
                FROM (SELECT s.batch_id, s.topic_id, s.partition, s.from_offset, count(*) AS messages
                  FROM n JOIN tributary.batch_range s ON s.batch_id = n.batch_id
                    AND s.topic_id = n.topic_id AND s.partition = n.partition
                    AND s.from_offset <= n.msg_offset AND n.msg_offset < s.until_offset
                  GROUP BY 1, 2, 3, 4) c
                WHERE g.batch_id = c.batch_id AND g.topic_id = c.topic_id
                AND g.partition = c.partition AND g.from_offset = c.from_offset""",
            values)
        .update();
    Query.of(
            connection,
            each
                + """
                UPDATE tributary.batch b
                SET rows = rows + ? * c.messages, duplicates = duplicates - ? * c.messages,
                  warnings = b.warnings + ? * c.warnings
                FROM (SELECT n.batch_id, count(*) AS messages,
                    coalesce(sum((SELECT count(*) FROM tributary.warning w
                      WHERE w.topic_id = n.topic_id AND w.partition = n.partition
                      AND w.msg_offset = n.msg_offset)), 0) AS warnings
                  FROM n GROUP BY n.batch_id) c
                WHERE b.id = c.batch_id""",
            at.topics(),
            at.partitions(),
            at.offsets(),
            batches(messages),
            sign,
            sign,
            sign)
        .update();
  }

  private static Integer[] revisions(List<Chain.Settled> rows) {
    return rows.stream().map(Chain.Settled::revision).toArray(Integer[]::new);
  }

  private static Long[] batches(List<Chain.Settled> messages) {
    return messages.stream().map(each -> each.link().batch()).toArray(Long[]::new);
  }

  /** Coordinates as a statement takes many: a list of each part. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares them; they are handed to a statement
  private record Places(UUID[] topics, Integer[] partitions, Long[] offsets) {

    static Places of(List<Chain.Settled> all, Function<Chain.Settled, Coordinates> which) {
      List<Coordinates> at = all.stream().map(which).toList();
      return new Places(
          at.stream().map(Coordinates::topicId).toArray(UUID[]::new),
          at.stream().map(Coordinates::partition).toArray(Integer[]::new),
          at.stream().map(Coordinates::offset).toArray(Long[]::new));
    }
  }
}
