package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.record.SetHash;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads what the ledger says of sinks, within one transaction. */
record SinkCount(Connection connection) {

  List<String> paths() throws SQLException {
    return Query.of(connection, "SELECT path FROM tributary.sink ORDER BY path")
        .list(row -> row.getString(1));
  }

  Optional<AuditedSink> of(String path) throws SQLException {
    Optional<Long> id =
        Query.of(connection, "SELECT id FROM tributary.sink WHERE path = ?", path)
            .first(row -> row.getLong(1));
    return id.isPresent()
        ? Optional.of(
            new AuditedSink(id.get(), path, positions(id.get()), gaps(id.get()), files(id.get())))
        : Optional.empty();
  }

  private List<AuditedSink.Position> positions(long sink) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT topic_id, topic, partition, first_offset, next_offset
            FROM tributary.sink_position WHERE sink_id = ? ORDER BY topic, topic_id, partition""",
            sink)
        .list(
            row ->
                new AuditedSink.Position(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getInt(3),
                    row.getLong(4),
                    row.getLong(5)));
  }

  private CoordinateSet gaps(long sink) throws SQLException {
    return new RangeRows(connection)
        .ofRanges(
            """
            SELECT '', topic_id, partition, from_offset, until_offset
            FROM tributary.sink_gap WHERE sink_id = ?""",
            sink)
        .of("");
  }

  List<AuditedSink.File> files(long sink) throws SQLException {
    Map<Long, List<AuditedSink.Content>> contents = new HashMap<>();
    Query.of(
            connection,
            """
            SELECT c.file_id, c.topic_id, c.partition, c.first_offset, c.last_offset, c.messages
            FROM tributary.sink_content c JOIN tributary.sink_file f ON f.id = c.file_id
            JOIN tributary.sink_place p ON p.id = f.place_id
            WHERE p.sink_id = ? ORDER BY c.file_id, c.topic_id, c.partition""",
            sink)
        .list(
            row ->
                contents
                    .computeIfAbsent(row.getLong(1), file -> new ArrayList<>())
                    .add(
                        new AuditedSink.Content(
                            row.getObject(2, UUID.class),
                            row.getInt(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6))));
    return Query.of(
            connection,
            """
            SELECT f.id, p.directory, f.state, f.name, f.rolled_name, f.length, f.messages,
              f.hash_first, f.hash_second
            FROM tributary.sink_file f JOIN tributary.sink_place p ON p.id = f.place_id
            WHERE p.sink_id = ? ORDER BY p.directory, f.id""",
            sink)
        .list(row -> file(row, contents.getOrDefault(row.getLong(1), List.of())));
  }

  private static AuditedSink.File file(ResultSet row, List<AuditedSink.Content> contents)
      throws SQLException {
    return new AuditedSink.File(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Optional.ofNullable(row.getString(5)),
        row.getLong(6),
        new SetHash(row.getLong(7), row.getLong(8), row.getLong(9)),
        List.copyOf(contents));
  }
}
