package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Closing;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which partitions of a feed are whole, as far as the events that were exported tell. */
final class ClosedPartitions {

  /** Partitions without a record are told of for so long before the watermark. */
  private static final int EMPTY_DAYS = 400;

  private final Connection connection;

  ClosedPartitions(Connection connection) {
    this.connection = connection;
  }

  /**
   * Partitions that are whole and were not closed, in order; those that have no record are among
   * them, from the first one that has some on.
   */
  List<String> closable(Feed feed, Closing closing) throws SQLException {
    Optional<LocalDateTime> watermark = watermark(feed, closing);
    if (watermark.isEmpty()) {
      return List.of();
    }
    Set<String> candidates = new TreeSet<>(partitions(feed));
    if (!candidates.isEmpty()) {
      addEmpty(candidates, feed, watermark.get());
    }
    candidates.removeAll(closed(feed));
    List<String> whole = new ArrayList<>();
    for (String dt : candidates) {
      LocalDateTime end = feed.end(dt).plus(closing.after()).toLocalDateTime();
      if (!watermark.get().isBefore(end)) {
        whole.add(dt);
      }
    }
    return whole;
  }

  private static void addEmpty(Set<String> candidates, Feed feed, LocalDateTime watermark) {
    LocalDate first = LocalDate.parse(candidates.iterator().next());
    LocalDate earliest = watermark.toLocalDate().minusDays(EMPTY_DAYS);
    LocalDate day = first.isBefore(earliest) ? earliest : first;
    for (; day.isBefore(watermark.toLocalDate()); day = day.plusDays(1)) {
      candidates.add(feed.dt(Optional.of(day.atStartOfDay())));
    }
  }

  /**
   * The event up to which every Kafka partition has come, that is not idle: of what is exported,
   * and of each topic as it is now.
   */
  private Optional<LocalDateTime> watermark(Feed feed, Closing closing) throws SQLException {
    return Query.of(
            connection,
            """
            WITH reached AS (
              SELECT g.topic_id, g.partition, max(g.latest_event) AS event,
                max(b.committed_at) AS landed_at
              FROM tributary.batch_range g
              JOIN tributary.batch b ON b.id = g.batch_id AND b.state = 'committed'
              JOIN tributary.export_batch x ON x.batch_id = b.id
              JOIN tributary.export e ON e.id = x.export_id AND e.state = 'done'
              JOIN tributary.topic t ON t.id = g.topic_id
              WHERE b.feed = ? AND g.live AND g.latest_event IS NOT NULL
              AND NOT EXISTS (
                SELECT 1 FROM tributary.topic anew
                WHERE anew.name = t.name AND anew.first_seen > t.first_seen)
              GROUP BY g.topic_id, g.partition)
            SELECT min(event) FROM reached
            WHERE landed_at > (SELECT max(landed_at) FROM reached) - ? * interval '1 ms'""",
            feed.name(),
            closing.idle().toMillis())
        .first(row -> Optional.ofNullable(row.getObject(1, LocalDateTime.class)))
        .orElseThrow();
  }

  private List<String> partitions(Feed feed) throws SQLException {
    return Query.of(connection, "SELECT dt FROM tributary.partition WHERE feed = ?", feed.name())
        .list(row -> row.getString(1));
  }

  private List<String> closed(Feed feed) throws SQLException {
    return Query.of(
            connection, "SELECT dt FROM tributary.closed_partition WHERE feed = ?", feed.name())
        .list(row -> row.getString(1));
  }

  void close(Feed feed, String dt, RunId run) throws SQLException {
    Query.of(
            connection,
            """
            INSERT INTO tributary.closed_partition (feed, dt, run_id) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING""",
            feed.name(),
            dt,
            run.value())
        .update();
  }
}
