package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.record.SetHash;
import dev.tributary.catalog.run.RunId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The statements of one transaction of a sink: positions, open files and what is in them. */
final class SinkCommit {

  static final String FILE =
      """
      SELECT f.id, f.place_id, p.directory, f.name, f.rolled_name, f.length, f.messages,
        f.hash_first, f.hash_second
      FROM tributary.sink_file f JOIN tributary.sink_place p ON p.id = f.place_id""";

  private final Connection connection;
  private final long sink;
  private final RunId run;

  SinkCommit(Connection connection, long sink, RunId run) {
    this.connection = connection;
    this.sink = sink;
    this.run = run;
  }

  static SinkFile file(ResultSet row) throws SQLException {
    return new SinkFile(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        Optional.ofNullable(row.getString(5)),
        row.getLong(6),
        new SetHash(row.getLong(7), row.getLong(8), row.getLong(9)));
  }

  /** The file, if it is still open; nobody else changes its place's files then. */
  static Optional<SinkFile> lock(Connection connection, SinkFile file) throws SQLException {
    lock(connection, new Long[] {file.placeId()});
    return Query.of(connection, FILE + " WHERE f.id = ? AND f.state = 'open'", file.id())
        .first(SinkCommit::file);
  }

  /**
   * Places are locked, in one order everywhere, before their files are looked at: who waits for a
   * file that is rolled meanwhile would find it closed, and the new one not yet there.
   */
  private static void lock(Connection connection, Long[] places) throws SQLException {
    Query.of(
            connection,
            """
            SELECT id FROM tributary.sink_place WHERE id = ANY (?)
            ORDER BY id FOR NO KEY UPDATE""",
            (Object) places)
        .list(row -> row.getLong(1));
  }

  /** Moves a position from where the range begins; whoever moved it first has won. */
  void fence(OffsetRange range) throws SQLException {
    int moved =
        Query.of(
                connection,
                """
                UPDATE tributary.sink_position
                SET next_offset = ?, run_id = ?, moved_at = clock_timestamp()
                WHERE sink_id = ? AND topic_id = ? AND partition = ? AND next_offset = ?""",
                range.until(),
                run.value(),
                sink,
                range.topicId(),
                range.partition(),
                range.from())
            .update();
    if (moved != 1) {
      throw new FencedException(
          "sink: partition %d of topic %s was written beyond offset %d, by another instance or before the connection broke"
              .formatted(range.partition(), range.topicId(), range.from()));
    }
  }

  /** The open files of the portions' places; nobody else changes them then. */
  List<SinkFile> lock(List<SinkPortion> portions) throws SQLException {
    Long[] places = portions.stream().map(SinkPortion::placeId).toArray(Long[]::new);
    lock(connection, places);
    return Query.of(
            connection,
            FILE + " WHERE f.place_id = ANY (?) AND f.state = 'open' ORDER BY f.place_id",
            (Object) places)
        .list(SinkCommit::file);
  }

  /** What was appended is valid. */
  void record(List<SinkFile> files, List<SinkPortion> portions) throws SQLException {
    Map<Long, SinkFile> byPlace = new HashMap<>();
    files.forEach(file -> byPlace.put(file.placeId(), file));
    Map<Long, String> rolledNames = rolledNames(byPlace, portions);
    try (PreparedStatement growth =
            connection.prepareStatement(
                """
                UPDATE tributary.sink_file
                SET length = ?, bytes = ?, messages = ?, hash_first = ?, hash_second = ?,
                  rolled_name = ?, changed_at = clock_timestamp()
                WHERE id = ?""");
        PreparedStatement contents =
            connection.prepareStatement(
                """
                INSERT INTO tributary.sink_content AS c VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (file_id, topic_id, partition) DO UPDATE
                SET last_offset = excluded.last_offset,
                  messages = c.messages + excluded.messages""")) {
      for (SinkPortion portion : portions) {
        SinkFile file = byPlace.get(portion.placeId());
        SetHash messages = file.messages().plus(portion.hash());
        growth.setLong(1, file.length() + portion.bytes());
        growth.setLong(2, file.length() + portion.bytes());
        growth.setLong(3, messages.count());
        growth.setLong(4, messages.first());
        growth.setLong(5, messages.second());
        growth.setString(6, rolledNames.get(file.placeId()));
        growth.setLong(7, file.id());
        growth.addBatch();
        for (SinkPortion.Content content : portion.contents()) {
          contents.setLong(1, file.id());
          contents.setObject(2, content.topicId());
          contents.setInt(3, content.partition());
          contents.setLong(4, content.firstOffset());
          contents.setLong(5, content.lastOffset());
          contents.setLong(6, content.hash().count());
          contents.addBatch();
        }
      }
      growth.executeBatch();
      contents.executeBatch();
    }
  }

  /**
   * What the files will be called: after the offset of their first message. Another partition's may
   * be the same, and a topic made anew begins again: the second of a place gets a number besides.
   */
  private Map<Long, String> rolledNames(Map<Long, SinkFile> files, List<SinkPortion> portions)
      throws SQLException {
    Map<Long, String> names = new HashMap<>();
    Map<Long, String> wanted = new HashMap<>();
    for (SinkPortion portion : portions) {
      SinkFile file = files.get(portion.placeId());
      file.rolledName()
          .ifPresentOrElse(
              name -> names.put(file.placeId(), name),
              () ->
                  wanted.put(
                      file.placeId(),
                      file.name().replaceFirst("\\..*", "") + "-" + portion.firstOffset()));
    }
    if (wanted.isEmpty()) {
      return names;
    }
    Map<Long, Set<String>> taken = new HashMap<>();
    Query.of(
            connection,
            """
            SELECT f.place_id, f.rolled_name
            FROM unnest(?, ?) AS wanted (place_id, name) JOIN tributary.sink_file f
              ON f.place_id = wanted.place_id
                AND (f.rolled_name = wanted.name OR starts_with(f.rolled_name, wanted.name || '-'))""",
            wanted.keySet().toArray(new Long[0]),
            wanted.values().toArray(new String[0]))
        .list(
            row ->
                taken
                    .computeIfAbsent(row.getLong(1), place -> new HashSet<>())
                    .add(row.getString(2)));
    wanted.forEach(
        (place, name) -> {
          Set<String> others = taken.getOrDefault(place, Set.of());
          String free = name;
          for (int number = 2; others.contains(free); number++) {
            free = name + "-" + number;
          }
          names.put(place, free);
        });
    return names;
  }
}
