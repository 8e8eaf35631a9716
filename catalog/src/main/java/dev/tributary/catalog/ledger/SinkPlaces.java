package dev.tributary.catalog.ledger;

import dev.tributary.catalog.run.TributaryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The places of a sink, as others may read them. */
final class SinkPlaces {

  private final Connection connection;

  SinkPlaces(Connection connection) {
    this.connection = connection;
  }

  /** The directories of those that have a file with anything in it. */
  List<String> withFiles(String path) throws SQLException {
    List<String> sinks =
        Query.of(connection, "SELECT path FROM tributary.sink ORDER BY path")
            .list(row -> row.getString(1));
    if (!sinks.contains(path)) {
      throw new TributaryException(
          sinks.isEmpty()
              ? "no sink has written to %s, nor anywhere; 'sink --topics … --hdfs-path DIR' does"
                  .formatted(path)
              : "no sink has written to %s; they write to %s"
                  .formatted(path, String.join(", ", sinks)));
    }
    return Query.of(
            connection,
            """
            SELECT p.directory FROM tributary.sink_place p
            JOIN tributary.sink s ON s.id = p.sink_id
            WHERE s.path = ? AND EXISTS (
              SELECT FROM tributary.sink_file f
              WHERE f.place_id = p.id AND f.state <> 'missing' AND f.length > 0)
            ORDER BY p.directory""",
            path)
        .list(row -> row.getString(1));
  }
}
