package dev.tributary.catalog.ledger;

import dev.tributary.catalog.audit.Days;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.CoordinateSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Counts what PostgreSQL holds of a feed, within one transaction. */
final class FeedCount {

  /** Batches whose export is in HDFS. */
  private static final String EXPORTED =
      """
      SELECT b.batch_id FROM tributary.export_batch b
      JOIN tributary.export e ON e.id = b.export_id AND e.state = 'done'
      JOIN tributary.batch a ON a.id = b.batch_id AND a.state = 'committed'
      WHERE e.feed = ?""";

  private final Connection connection;
  private final RangeRows ranges;
  private final Feed feed;
  private final Days days;

  FeedCount(Connection connection, Feed feed, Days days) {
    this.connection = connection;
    this.ranges = new RangeRows(connection);
    this.feed = feed;
    this.days = days;
  }

  AuditedFeed count() throws SQLException {
    boolean landed = isThere();
    RangeRows.Keyed rows = landed ? rows() : new RangeRows.Keyed(new TreeMap<>());
    RangeRows.Keyed duplicates = duplicates();
    RangeRows.Keyed quarantined = quarantined();
    SortedMap<String, CoordinateSet> current = landed ? current() : new TreeMap<>();
    return new AuditedFeed(
        feed,
        positions(),
        batches(false),
        coveredTwice(),
        rows.of("committed"),
        duplicates.of("landed"),
        quarantined.of("landed"),
        rows.of("rejected").plus(duplicates.of("rejected")).plus(quarantined.of("rejected")),
        batches(true),
        rows.of("none").plus(rows.of("replayed")),
        rows.doubled(),
        landed ? shortfalls() : List.of(),
        current,
        landed ? toExport() : 0,
        landed ? exported() - current.values().stream().mapToLong(CoordinateSet::count).sum() : 0,
        partitions(),
        files(),
        planned());
  }

  private boolean isThere() throws SQLException {
    return Query.of(connection, "SELECT to_regclass(?) IS NOT NULL", feed.landingTable())
        .first(row -> row.getBoolean(1))
        .orElseThrow();
  }

  private List<AuditedFeed.Position> positions() throws SQLException {
    return Query.of(
            connection,
            """
            SELECT t.id, t.name, n.partition, n.next_offset
            FROM tributary.topic t JOIN tributary.next_offset n ON n.topic_id = t.id
            WHERE t.feed = ? ORDER BY t.first_seen, n.partition""",
            feed.name())
        .list(
            row ->
                new AuditedFeed.Position(
                    row.getObject(1, UUID.class), row.getString(2), row.getInt(3), row.getLong(4)));
  }

  private RangeRows.Keyed rows() throws SQLException {
    return ranges.ofRows(
        """
        SELECT coalesce(b.state, 'none') AS key, r.topic_id, r.partition, r.msg_offset
        FROM %s r LEFT JOIN tributary.batch b ON b.id = r.batch_id"""
            .formatted(feed.landingTable()));
  }

  private RangeRows.Keyed duplicates() throws SQLException {
    return ranges.ofRows(
        """
        SELECT CASE b.state WHEN 'rejected' THEN b.state ELSE 'landed' END AS key,
          d.topic_id, d.partition, d.msg_offset
        FROM tributary.duplicate d JOIN tributary.batch b ON b.id = d.batch_id
        WHERE b.feed = ? AND b.state <> 'replayed'""",
        feed.name());
  }

  /** One that was replayed is landed, or a duplicate, by the batch that did it. */
  private RangeRows.Keyed quarantined() throws SQLException {
    return ranges.ofRows(
        """
        SELECT CASE b.state WHEN 'rejected' THEN b.state ELSE 'landed' END AS key,
          q.topic_id, q.partition, q.msg_offset
        FROM tributary.quarantine q JOIN tributary.batch b ON b.id = q.batch_id
        WHERE b.feed = ? AND q.state <> 'replayed'""",
        feed.name());
  }

  private CoordinateSet batches(boolean rejected) throws SQLException {
    return ranges
        .ofRanges(
            """
            SELECT '', r.topic_id, r.partition, lower(m.range), upper(m.range)
            FROM (
              SELECT r.topic_id, r.partition,
                range_agg(int8range(r.from_offset, r.until_offset)) AS offsets
              FROM tributary.batch_range r JOIN tributary.batch b ON b.id = r.batch_id
              WHERE b.feed = ? AND r.live AND (b.state = 'rejected' OR NOT ?)
              GROUP BY r.topic_id, r.partition) r
            CROSS JOIN LATERAL unnest(r.offsets) AS m (range)""",
            feed.name(),
            rejected)
        .of("");
  }

  private CoordinateSet coveredTwice() throws SQLException {
    return ranges
        .ofRanges(
            """
            SELECT '', topic_id, partition, from_offset, least(until_offset, before) FROM (
              SELECT r.topic_id, r.partition, r.from_offset, r.until_offset,
                max(r.until_offset) OVER (PARTITION BY r.topic_id, r.partition
                  ORDER BY r.from_offset, r.until_offset
                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
              FROM tributary.batch_range r JOIN tributary.batch b ON b.id = r.batch_id
              WHERE b.feed = ? AND r.live) o
            WHERE before > from_offset""",
            feed.name())
        .of("");
  }

  private List<AuditedFeed.Shortfall> shortfalls() throws SQLException {
    return Query.of(
            connection,
            """
            WITH found AS (
              SELECT batch_id, topic_id, partition, count(*) AS rows FROM %s
              GROUP BY batch_id, topic_id, partition)
            SELECT r.batch_id, r.topic_id, r.partition, min(r.from_offset), max(r.until_offset),
              sum(r.rows) - coalesce(min(f.rows), 0)
            FROM tributary.batch_range r JOIN tributary.batch b ON b.id = r.batch_id
            LEFT JOIN found f USING (batch_id, topic_id, partition)
            WHERE b.feed = ? AND r.live AND b.state = 'committed'
            GROUP BY r.batch_id, r.topic_id, r.partition
            HAVING sum(r.rows) > coalesce(min(f.rows), 0) ORDER BY r.batch_id"""
                .formatted(feed.landingTable()),
            feed.name())
        .list(
            row ->
                new AuditedFeed.Shortfall(
                    row.getLong(1),
                    row.getObject(2, UUID.class),
                    row.getInt(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)));
  }

  /** As an export that writes a partition anew takes them: see {@link Exports}. */
  private SortedMap<String, CoordinateSet> current() throws SQLException {
    return ranges
        .ofRows(
            """
            WITH known AS (%s)
            SELECT r.dt AS key, r.topic_id, r.partition, r.msg_offset
            FROM %2$s r JOIN known k ON k.batch_id = r.batch_id
            WHERE (r.dt = '' OR r.dt BETWEEN ? AND ?) AND NOT EXISTS (
              SELECT 1 FROM %2$s later JOIN known l ON l.batch_id = later.batch_id
              WHERE later.identity = r.identity AND later.revision > r.revision)
            AND NOT %3$s"""
                .formatted(EXPORTED, feed.landingTable(), LandingTable.removed(feed, "r.value")),
            feed.name(),
            days.first(),
            days.last())
        .all();
  }

  private long exported() throws SQLException {
    return Query.of(
            connection,
            """
            WITH known AS (%s)
            SELECT count(*) FROM %s r JOIN known k ON k.batch_id = r.batch_id
            WHERE r.dt = '' OR r.dt BETWEEN ? AND ?"""
                .formatted(EXPORTED, feed.landingTable()),
            feed.name(),
            days.first(),
            days.last())
        .first(row -> row.getLong(1))
        .orElseThrow();
  }

  private long toExport() throws SQLException {
    return Query.of(
            connection,
            """
            WITH known AS (%s)
            SELECT count(*) FROM %s r JOIN tributary.batch b ON b.id = r.batch_id
            WHERE b.state = 'committed'
            AND NOT EXISTS (SELECT 1 FROM known k WHERE k.batch_id = r.batch_id)"""
                .formatted(EXPORTED, feed.landingTable()),
            feed.name())
        .first(row -> row.getLong(1))
        .orElseThrow();
  }

  private SortedMap<String, AuditedFeed.Partition> partitions() throws SQLException {
    SortedMap<String, AuditedFeed.Partition> partitions = new TreeMap<>();
    Query.of(
            connection,
            """
            SELECT p.dt, p.version, p.generation, p.directory, EXISTS (
              SELECT 1 FROM tributary.rewrite w
              LEFT JOIN tributary.export e ON e.id = w.export_id
              WHERE w.feed = p.feed AND w.dt = p.dt AND e.state IS DISTINCT FROM 'done')
            FROM tributary.partition p WHERE p.feed = ?""",
            feed.name())
        .list(
            row ->
                partitions.put(
                    row.getString(1),
                    new AuditedFeed.Partition(
                        row.getString(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getBoolean(5))));
    return partitions;
  }

  private List<AuditedFeed.RecordedFile> files() throws SQLException {
    RangeRows.Keyed records =
        ranges.ofRanges(
            """
            SELECT f.path, o.topic_id, o.partition, lower(r.range), upper(r.range)
            FROM tributary.file f JOIN tributary.partition p USING (feed, dt, version)
            JOIN tributary.file_offsets o ON o.file_id = f.id
            CROSS JOIN LATERAL unnest(o.offsets) AS r (range)
            WHERE feed = ? AND (dt = '' OR dt BETWEEN ? AND ?)""",
            feed.name(),
            days.first(),
            days.last());
    return Query.of(
            connection,
            """
            SELECT dt, f.path, f.length, f.sha256
            FROM tributary.file f JOIN tributary.partition p USING (feed, dt, version)
            WHERE feed = ? AND (dt = '' OR dt BETWEEN ? AND ?) ORDER BY f.path""",
            feed.name(),
            days.first(),
            days.last())
        .list(
            row ->
                new AuditedFeed.RecordedFile(
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getString(4),
                    records.of(row.getString(2))));
  }

  private Set<Long> planned() throws SQLException {
    return new HashSet<>(
        Query.of(
                connection,
                "SELECT id FROM tributary.export WHERE feed = ? AND state = 'planned'",
                feed.name())
            .list(row -> row.getLong(1)));
  }
}
