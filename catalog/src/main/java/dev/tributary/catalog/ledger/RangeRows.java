package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.CoordinateSet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.TreeMap;
import java.util.UUID;

/** Coordinates of rows, brought together to ranges by PostgreSQL before they are read. */
record RangeRows(Connection connection) {

  private static final int FETCH_ROWS = 10_000;

  /** Rows in a row have the same difference between their offset and their number. */
  private static final String ISLANDS =
      """
      SELECT key, topic_id, partition, min(msg_offset), max(msg_offset) + 1
      FROM (
        SELECT *, msg_offset - row_number() OVER (
          PARTITION BY key, topic_id, partition ORDER BY msg_offset) AS island
        FROM (%s) r) i
      GROUP BY key, topic_id, partition, island""";

  /**
   * The rows of a query with {@code key}, {@code topic_id}, {@code partition}, {@code msg_offset}.
   */
  Keyed ofRows(String rows, Object... parameters) throws SQLException {
    return ofRanges(ISLANDS.formatted(rows), parameters);
  }

  /** The ranges of a query: key, topic, partition, beginning, end. */
  Keyed ofRanges(String ranges, Object... parameters) throws SQLException {
    Keyed keyed = new Keyed(new TreeMap<>());
    try (PreparedStatement statement = connection.prepareStatement(ranges)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          keyed
              .builder(row.getString(1))
              .add(row.getObject(2, UUID.class), row.getInt(3), row.getLong(4), row.getLong(5));
        }
      }
    }
    return keyed;
  }

  /** Coordinates by a key. */
  record Keyed(TreeMap<String, CoordinateSet.Builder> builders) {

    private CoordinateSet.Builder builder(String key) {
      return builders.computeIfAbsent(key, k -> new CoordinateSet.Builder());
    }

    CoordinateSet of(String key) {
      return builders.containsKey(key) ? builders.get(key).all() : CoordinateSet.NONE;
    }

    /** Those that stand there twice under one key. */
    CoordinateSet doubled() {
      return builders.values().stream()
          .map(CoordinateSet.Builder::doubled)
          .reduce(CoordinateSet.NONE, CoordinateSet::plus);
    }

    TreeMap<String, CoordinateSet> all() {
      TreeMap<String, CoordinateSet> all = new TreeMap<>();
      builders.forEach((key, builder) -> all.put(key, builder.all()));
      return all;
    }
  }
}
