package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.LandingNames;
import dev.tributary.catalog.record.Removal;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Column;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A feed's table in PostgreSQL: the fields of its schema, then where each row comes from, then the
 * record itself; in one piece, or divided into parts that are made when their first row comes.
 */
final class LandingTable {

  /** Columns of every landing table, behind those of the schema. */
  private static final List<String> TRAIL =
      List.of(
          "event_time timestamp",
          "dt text NOT NULL",
          "topic_id uuid NOT NULL",
          "partition integer NOT NULL",
          "msg_offset bigint NOT NULL",
          "identity uuid NOT NULL",
          "content uuid NOT NULL",
          "revision integer NOT NULL",
          "landed_at timestamptz NOT NULL",
          "batch_id bigint NOT NULL REFERENCES tributary.batch DEFERRABLE INITIALLY DEFERRED",
          "value jsonb NOT NULL");

  private final Feed feed;
  private final List<Column> columns;

  LandingTable(Feed feed) {
    this.feed = feed;
    this.columns = feed.schema().columns();
    Set<String> trail =
        TRAIL.stream().map(c -> c.substring(0, c.indexOf(' '))).collect(Collectors.toSet());
    for (Column column : columns) {
      if (trail.contains(column.name())) {
        throw new IllegalArgumentException(
            "%s: field '%s' has the name of a column that every landing table has"
                .formatted(feed.name(), column.name()));
      }
    }
  }

  /** Makes the table and its view where they are absent, and adds the columns a schema gained. */
  void ensure(Connection connection) throws SQLException {
    String table = feed.landingTable();
    try (Statement statement = connection.createStatement()) {
      lock(statement);
      List<String> present = present(connection);
      if (present.isEmpty()) {
        statement.execute(
            Stream.concat(
                    Stream.concat(columns.stream().map(LandingTable::definition), TRAIL.stream()),
                    Stream.of(
                        "PRIMARY KEY (topic_id, partition, msg_offset" + divided() + ")",
                        "UNIQUE (identity, revision" + divided() + ")"))
                .collect(Collectors.joining(", ", "CREATE TABLE " + table + " (", ")" + byList())));
        statement.execute("CREATE INDEX ON " + table + " (batch_id)");
        statement.execute("CREATE INDEX ON " + table + " (dt)");
      }
      List<Column> gained = columns.stream().filter(c -> !present.contains(c.name())).toList();
      for (Column column : gained) {
        if (!present.isEmpty()) {
          statement.execute("ALTER TABLE " + table + " ADD COLUMN " + definition(column));
        }
        statement.execute(
            "COMMENT ON COLUMN %s.%s IS '%s'"
                .formatted(table, quoted(column.name()), column.comment().replace("'", "''")));
      }
      if (!gained.isEmpty() || (feed.isReference() && !viewKnowsRemovals(connection))) {
        new Views(connection, feed).make();
      }
    }
  }

  /** Makes the parts of a divided table that these rows are the first of. */
  void ensureParts(Connection connection, List<LandedRow> rows) throws SQLException {
    Optional<LandingNames.Division> division = feed.landing().division();
    if (division.isEmpty()) {
      return;
    }
    int place = columns.indexOf(feed.schema().field(division.get().field()).orElseThrow().column());
    Set<Object> values =
        rows.stream().map(row -> row.columns().get(place)).collect(Collectors.toSet());
    // From the schema's list, so that no name comes from a record.
    for (String value : division.get().values()) {
      if (values.contains(value) && !isPart(connection, division.get().history(value))) {
        ensurePart(connection, value, division.get().history(value));
      }
    }
  }

  private void ensurePart(Connection connection, String value, String part) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      lock(statement);
      if (!isPart(connection, part)) {
        statement.execute(
            "CREATE TABLE %s PARTITION OF %s FOR VALUES IN ('%s')"
                .formatted(part, feed.landingTable(), value));
        new Views(connection, feed).make(value, part);
      }
    }
  }

  /** Keeps others from making the same until the transaction ends. */
  private void lock(Statement statement) throws SQLException {
    statement.execute("SELECT pg_advisory_xact_lock(hashtext('" + feed.landingTable() + "'))");
  }

  /** Copies rows in; the table's keys refuse a coordinate or a revision that is there already. */
  void copy(Connection connection, long batchId, List<LandedRow> rows)
      throws SQLException, IOException {
    String names =
        Stream.concat(
                columns.stream().map(c -> quoted(c.name())),
                TRAIL.stream().map(c -> c.substring(0, c.indexOf(' '))))
            .collect(Collectors.joining(", "));
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + feed.landingTable() + " (" + names + ") FROM STDIN");
    try {
      CopyLine line = new CopyLine();
      for (LandedRow row : rows) {
        row.columns().forEach(line::add);
        line.add(row.eventTime())
            .add(row.dt())
            .add(row.at().topicId())
            .add(row.at().partition())
            .add(row.at().offset())
            .add(row.identity())
            .add(row.content())
            .add(row.revision())
            .add(row.landedAt())
            .add(batchId)
            .add(row.value());
        byte[] bytes = line.end().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
      }
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private List<String> present(Connection connection) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT attname FROM pg_attribute
            WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped""",
            feed.landingTable())
        .list(row -> row.getString(1));
  }

  /** The condition that a row's value says that the thing is removed; references know such. */
  static String removed(Feed feed, String value) {
    return feed.isReference() ? "%s @> '{\"%s\": true}'".formatted(value, Removal.MEMBER) : "false";
  }

  /** Views that an earlier release made do not. */
  private boolean viewKnowsRemovals(Connection connection) throws SQLException {
    return Query.of(
            connection,
            "SELECT position(? IN pg_get_viewdef(to_regclass(?))) > 0",
            Removal.MEMBER,
            feed.landing().current())
        .first(row -> row.getBoolean(1))
        .orElse(false);
  }

  /** Whether the part is there; something else of its name is refused. */
  private boolean isPart(Connection connection, String name) throws SQLException {
    Optional<Boolean> part =
        Query.of(
                connection,
                """
                SELECT EXISTS (SELECT 1 FROM pg_inherits i
                  WHERE i.inhrelid = c.oid AND i.inhparent = to_regclass(?))
                FROM pg_class c WHERE c.oid = to_regclass(?)""",
                feed.landingTable(),
                name)
            .first(row -> row.getBoolean(1));
    if (part.isPresent() && !part.get()) {
      throw new TributaryException(
          "land: PostgreSQL has another table or view '%s' where a part of %s is to be; rename it, such as with ALTER TABLE %s RENAME TO %s_old"
              .formatted(name, feed.landingTable(), name, name));
    }
    return part.isPresent();
  }

  /** What PostgreSQL asks of the keys of a divided table. */
  private String divided() {
    return feed.landing().division().map(by -> ", " + quoted(column(by))).orElse("");
  }

  private String byList() {
    return feed.landing()
        .division()
        .map(by -> " PARTITION BY LIST (" + quoted(column(by)) + ")")
        .orElse("");
  }

  private String column(LandingNames.Division by) {
    return feed.schema().field(by.field()).orElseThrow().column().name();
  }

  private static String definition(Column column) {
    return quoted(column.name()) + " " + column.type().postgres();
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }
}
