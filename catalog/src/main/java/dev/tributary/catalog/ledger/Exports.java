package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.run.RunId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Exports: planned before a file is written, recorded when all of them are in place. */
final class Exports {

  /**
   * The rows of export {@code ?2}: of the partitions that it rewrites ({@code ?3}) all, of the
   * others those of its own batches; of each thing the latest revision that it knows of, unless
   * that removes it. What lands while it is written is not in {@code known}, so that writing it
   * again gives the same.
   */
  private static final String ROWS =
      """
      WITH known AS (
        SELECT b.batch_id, b.export_id FROM tributary.export_batch b
        JOIN tributary.export e ON e.id = b.export_id
        JOIN tributary.batch a ON a.id = b.batch_id AND a.state = 'committed'
        WHERE e.feed = ? AND e.id <= ?),
      rows AS (
        SELECT r.* FROM %1$s r JOIN known k ON k.batch_id = r.batch_id
        WHERE (k.export_id = ? OR r.dt = ANY (?))
        AND NOT EXISTS (
          SELECT 1 FROM %1$s later JOIN known l ON l.batch_id = later.batch_id
          WHERE later.identity = r.identity AND later.revision > r.revision)
        AND NOT %2$s)
      """;

  private static final int FETCH_ROWS = 5_000;

  private final Connection connection;

  Exports(Connection connection) {
    this.connection = connection;
  }

  Optional<Export> resumeOrPlan(Feed feed, RunId run) throws SQLException {
    Optional<Long> planned =
        Query.of(
                connection,
                "SELECT id FROM tributary.export WHERE feed = ? AND state = 'planned'",
                feed.name())
            .first(row -> row.getLong(1));
    Optional<Long> id = planned.isPresent() ? planned : plan(feed, run);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    List<Export.Target> targets = targets(feed, id.get());
    long rows = count(feed, id.get(), targets);
    return Optional.of(new Export(id.get(), feed, targets, rows, planned.isPresent()));
  }

  private Optional<Long> plan(Feed feed, RunId run) throws SQLException {
    List<Long> batches =
        Query.of(
                connection,
                """
                SELECT id FROM tributary.batch b WHERE feed = ? AND state = 'committed' AND rows > 0
                AND NOT EXISTS (SELECT 1 FROM tributary.export_batch e WHERE e.batch_id = b.id)
                ORDER BY id""",
                feed.name())
            .list(row -> row.getLong(1));
    boolean rewrites =
        Query.of(
                connection,
                """
                SELECT EXISTS (
                  SELECT FROM tributary.rewrite WHERE export_id IS NULL AND feed = ?)""",
                feed.name())
            .first(row -> row.getBoolean(1))
            .orElseThrow();
    if (batches.isEmpty() && !rewrites) {
      return Optional.empty();
    }
    Optional<Long> id =
        Query.of(
                connection,
                """
                INSERT INTO tributary.export (feed, run_id, state) VALUES (?, ?, 'planned')
                RETURNING id""",
                feed.name(),
                run.value())
            .first(row -> row.getLong(1));
    Query.of(
            connection,
            "INSERT INTO tributary.export_batch SELECT unnest(?::bigint[]), ?",
            batches.toArray(new Long[0]),
            id.orElseThrow())
        .update();
    Query.of(
            connection,
            "UPDATE tributary.rewrite SET export_id = ? WHERE export_id IS NULL AND feed = ?",
            id.orElseThrow(),
            feed.name())
        .update();
    return id;
  }

  /**
   * A partition is rewritten where a file of it holds what a row of this export revises, and where
   * a rejection or a replay asked for it. A reference is rewritten each time, so that every load of
   * it stays there as a version.
   */
  private List<Export.Target> targets(Feed feed, long id) throws SQLException {
    return Query.of(
            connection,
            """
            WITH new AS (
              SELECT r.* FROM %1$s r JOIN tributary.export_batch b ON b.batch_id = r.batch_id
              WHERE b.export_id = ?),
            revised AS (
              SELECT DISTINCT old.dt FROM new JOIN %1$s old
                ON old.identity = new.identity AND old.revision < new.revision
              JOIN tributary.export_batch b ON b.batch_id = old.batch_id AND b.export_id < ?
              JOIN tributary.batch a ON a.id = old.batch_id AND a.state = 'committed'
              UNION SELECT dt FROM tributary.rewrite WHERE export_id = ?),
            touched AS (SELECT dt FROM new UNION SELECT dt FROM revised)
            SELECT t.dt, coalesce(p.version, 1), r.dt IS NOT NULL OR (? AND p.dt IS NOT NULL)
            FROM touched t LEFT JOIN revised r ON r.dt = t.dt
            LEFT JOIN tributary.partition p ON p.feed = ? AND p.dt = t.dt
            ORDER BY t.dt"""
                .formatted(feed.landingTable()),
            id,
            id,
            id,
            feed.isReference(),
            feed.name())
        .list(
            row -> {
              boolean rewritten = row.getBoolean(3);
              int version = row.getInt(2) + (rewritten ? 1 : 0);
              return new Export.Target(row.getString(1), version, rewritten);
            });
  }

  private long count(Feed feed, long id, List<Export.Target> targets) throws SQLException {
    return Query.of(
            connection, rows(feed) + "SELECT count(*) FROM rows", parameters(feed, id, targets))
        .first(row -> row.getLong(1))
        .orElseThrow();
  }

  /** Hands out the rows of an export by partition, topic, Kafka partition and offset. */
  void read(Export export, Ledger.RowReader reader) throws SQLException, IOException {
    String sql =
        rows(export.feed())
            + """
            SELECT r.dt, t.name, r.topic_id, r.partition, r.msg_offset,
              to_char(r.event_time, 'YYYY-MM-DD HH24:MI:SS'),
              to_char(r.landed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS'), r.value
            FROM rows r JOIN tributary.topic t ON t.id = r.topic_id
            ORDER BY r.dt, r.topic_id, r.partition, r.msg_offset""";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Object[] parameters = parameters(export.feed(), export.id(), export.targets());
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          UUID topic = rows.getObject(3, UUID.class);
          reader.accept(
              new ExportedRow(
                  rows.getString(1),
                  rows.getString(2),
                  new Coordinates(topic, rows.getInt(4), rows.getLong(5)),
                  rows.getString(6),
                  rows.getString(7),
                  rows.getString(8)));
        }
      }
    }
  }

  private static String rows(Feed feed) {
    return ROWS.formatted(feed.landingTable(), LandingTable.removed(feed, "r.value"));
  }

  private static Object[] parameters(Feed feed, long id, List<Export.Target> targets) {
    String[] rewritten =
        targets.stream()
            .filter(Export.Target::rewritten)
            .map(Export.Target::dt)
            .toArray(String[]::new);
    return new Object[] {feed.name(), id, id, rewritten};
  }

  void record(Export export, List<WrittenFile> files) throws SQLException {
    for (Export.Target target : export.targets()) {
      Query.of(
              connection,
              """
              INSERT INTO tributary.partition (feed, dt, version, generation, directory)
              VALUES (?, ?, ?, 1, ?)
              ON CONFLICT (feed, dt) DO UPDATE SET version = excluded.version,
                generation = tributary.partition.generation + 1, directory = excluded.directory,
                changed_at = clock_timestamp()""",
              export.feed().name(),
              target.dt(),
              target.version(),
              export.feed().directory(target.dt(), target.version()))
          .update();
    }
    for (WrittenFile file : files) {
      long id =
          Query.of(
                  connection,
                  """
                  INSERT INTO tributary.file
                    (feed, dt, version, export_id, path, rows, length, sha256, generation)
                  SELECT feed, dt, ?, ?, ?, ?, ?, ?, generation
                  FROM tributary.partition WHERE feed = ? AND dt = ? RETURNING id""",
                  file.version(),
                  export.id(),
                  file.path(),
                  file.rows(),
                  file.length(),
                  file.sha256(),
                  export.feed().name(),
                  file.dt())
              .first(row -> row.getLong(1))
              .orElseThrow();
      recordOffsets(id, file);
    }
    int done =
        Query.of(
                connection,
                """
                UPDATE tributary.export SET state = 'done', done_at = clock_timestamp()
                WHERE id = ? AND state = 'planned'""",
                export.id())
            .update();
    if (done != 1) {
      throw new FencedException(
          "export: export %d of %s was ended by another run; its files are those of this one"
              .formatted(export.id(), export.feed().name()));
    }
  }

  private void recordOffsets(long file, WrittenFile written) throws SQLException {
    record Place(UUID topic, int partition) {}
    Map<Place, List<OffsetRange>> places = new LinkedHashMap<>();
    for (OffsetRange range : written.offsets().ranges()) {
      places
          .computeIfAbsent(new Place(range.topicId(), range.partition()), p -> new ArrayList<>())
          .add(range);
    }
    for (Map.Entry<Place, List<OffsetRange>> place : places.entrySet()) {
      String multirange =
          place.getValue().stream()
              .map(range -> "[" + range.from() + "," + range.until() + ")")
              .collect(Collectors.joining(",", "{", "}"));
      Query.of(
              connection,
              "INSERT INTO tributary.file_offsets VALUES (?, ?, ?, ?::int8multirange)",
              file,
              place.getKey().topic(),
              place.getKey().partition(),
              multirange)
          .update();
    }
  }
}
