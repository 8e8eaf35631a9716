package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.OffsetRange;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What versions of tables were built from. */
final class FigureHistory {

  /** The files that the inputs of a version had when it was planned. */
  private static final String FILES =
      """
      FROM tributary.table_input i JOIN tributary.file f
        ON f.feed = i.feed AND f.dt = i.dt AND f.version = i.feed_version
        AND f.generation <= i.generation
      """;

  private static final int FETCH_ROWS = 5_000;

  private final Connection connection;

  FigureHistory(Connection connection) {
    this.connection = connection;
  }

  List<FigureInput> inputs(String table, long version) throws SQLException {
    Map<List<String>, List<FigureInput.File>> files = new LinkedHashMap<>();
    Query.of(
            connection,
            "SELECT i.feed, i.dt, f.path, f.rows, f.export_id, e.run_id, f.retired_at IS NOT NULL "
                + FILES
                + """
                JOIN tributary.export e ON e.id = f.export_id
                WHERE i.table_name = ? AND i.version = ? ORDER BY i.feed, i.dt, f.path""",
            table,
            version)
        .list(
            row ->
                files
                    .computeIfAbsent(
                        List.of(row.getString(1), row.getString(2)), at -> new ArrayList<>())
                    .add(
                        new FigureInput.File(
                            row.getString(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getString(6),
                            row.getBoolean(7))));
    return Query.of(
            connection,
            """
            SELECT feed, dt, generation FROM tributary.table_input
            WHERE table_name = ? AND version = ? ORDER BY feed, dt""",
            table,
            version)
        .list(
            row ->
                new FigureInput(
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    files.getOrDefault(List.of(row.getString(1), row.getString(2)), List.of())));
  }

  List<VersionedPartition> sources(String table, long version) throws SQLException {
    List<VersionedPartition> sources = new ArrayList<>();
    record Source(String table, String dt, long version) {}
    List<Source> listed =
        Query.of(
                connection,
                """
                SELECT source_table, dt, source_version FROM tributary.table_source
                WHERE table_name = ? AND version = ? ORDER BY source_table, dt""",
                table,
                version)
            .list(row -> new Source(row.getString(1), row.getString(2), row.getLong(3)));
    VersionHistory history = new VersionHistory(connection);
    for (Source source : listed) {
      history.partition(source.table(), source.dt(), source.version()).ifPresent(sources::add);
    }
    return sources;
  }

  Map<String, List<OffsetRange>> ranges(
      String table, long version, Feed feed, Collection<String> dts) throws SQLException {
    Map<String, List<OffsetRange>> ranges = new TreeMap<>();
    Query.of(
            connection,
            "SELECT t.name, o.topic_id, o.partition, lower(r.range), upper(r.range) FROM (SELECT"
                + " o.topic_id, o.partition, range_agg(o.offsets) AS offsets "
                + FILES
                + """
                JOIN tributary.file_offsets o ON o.file_id = f.id
                WHERE i.table_name = ? AND i.version = ? AND i.feed = ? AND i.dt = ANY (?)
                GROUP BY o.topic_id, o.partition) o
                JOIN tributary.topic t ON t.id = o.topic_id
                CROSS JOIN LATERAL unnest(o.offsets) AS r (range)
                ORDER BY t.name, o.topic_id, o.partition, lower(r.range)""",
            table,
            version,
            feed.name(),
            dts.toArray(new String[0]))
        .list(
            row ->
                ranges
                    .computeIfAbsent(row.getString(1), topic -> new ArrayList<>())
                    .add(
                        new OffsetRange(
                            row.getObject(2, UUID.class),
                            row.getInt(3),
                            row.getLong(4),
                            row.getLong(5))));
    return ranges;
  }

  /** As they were landed: what is in a file has not changed since. */
  void records(
      String table,
      long version,
      Feed feed,
      Collection<String> dts,
      TraceLedger.RecordReader reader)
      throws SQLException, IOException {
    String sql =
        "SELECT t.name, r.topic_id, r.partition, r.msg_offset, r.batch_id, f.path, w.source,"
            + " r.value "
            + FILES
            + """
            JOIN tributary.file_offsets o ON o.file_id = f.id
            JOIN %s r ON r.dt = i.dt AND r.topic_id = o.topic_id AND r.partition = o.partition
              AND o.offsets @> r.msg_offset
            JOIN tributary.topic t ON t.id = r.topic_id
            LEFT JOIN LATERAL (
              SELECT min(n.source) AS source FROM tributary.warning n
              WHERE (n.topic_id, n.partition, n.msg_offset)
                = (r.topic_id, r.partition, r.msg_offset)) w ON true
            WHERE i.table_name = ? AND i.version = ? AND i.feed = ? AND i.dt = ANY (?)
            ORDER BY t.name, r.topic_id, r.partition, r.msg_offset"""
                .formatted(feed.landingTable());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      statement.setLong(2, version);
      statement.setString(3, feed.name());
      statement.setObject(4, dts.toArray(new String[0]));
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.accept(
              new TracedRecord(
                  rows.getString(1),
                  new Coordinates(rows.getObject(2, UUID.class), rows.getInt(3), rows.getLong(4)),
                  rows.getLong(5),
                  rows.getString(6),
                  Optional.ofNullable(rows.getString(7)),
                  rows.getString(8)));
        }
      }
    }
  }

  List<BatchFacts> batches(Collection<Long> ids) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT b.id, b.version, b.state, b.origin, b.replays, b.run_id, b.committed_at, r.reason
            FROM tributary.batch b LEFT JOIN tributary.rejection r ON r.batch_id = b.id
            WHERE b.id = ANY (?) ORDER BY b.id""",
            (Object) ids.toArray(new Long[0]))
        .list(
            row ->
                new BatchFacts(
                    row.getLong(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    Optional.ofNullable(row.getObject(5, Long.class)),
                    row.getString(6),
                    row.getObject(7, OffsetDateTime.class).toInstant(),
                    Optional.ofNullable(row.getString(8))));
  }
}
