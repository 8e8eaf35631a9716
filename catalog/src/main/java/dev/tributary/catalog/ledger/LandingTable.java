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
 * A feed's table in PostgreSQL, in one piece, or divided into parts that are made when their first
 * row comes.
 */
final class LandingTable {

  private final Feed feed;
  private final LandingColumns columns;

  LandingTable(Feed feed) {
    this.feed = feed;
    this.columns = new LandingColumns(feed);
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
                    columns.definitions(),
                    Stream.of(
                        "PRIMARY KEY (topic_id, partition, msg_offset" + divided() + ")",
                        "UNIQUE (identity, revision" + divided() + ")"))
                .collect(Collectors.joining(", ", "CREATE TABLE " + table + " (", ")" + byList())));
        statement.execute("CREATE INDEX ON " + table + " (batch_id)");
        statement.execute("CREATE INDEX ON " + table + " (dt)");
      }
      checkOwn(present);
      List<Column> gained =
          columns.fields().stream().filter(c -> !present.contains(c.name())).toList();
      for (Column column : gained) {
        if (!present.isEmpty()) {
          statement.execute(
              "ALTER TABLE " + table + " ADD COLUMN " + LandingColumns.definition(column));
        }
        statement.execute(
            "COMMENT ON COLUMN %s.%s IS '%s'"
                .formatted(
                    table,
                    LandingColumns.quoted(column.name()),
                    column.comment().replace("'", "''")));
      }
      if (present.isEmpty()
          || !gained.isEmpty()
          || (feed.isReference() && !viewKnowsRemovals(connection))) {
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
    int place =
        columns
            .fields()
            .indexOf(feed.schema().field(division.get().field()).orElseThrow().column());
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
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + feed.landingTable() + " (" + columns.names() + ") FROM STDIN");
    try {
      for (LandedRow row : rows) {
        byte[] bytes = columns.line(row, batchId).getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
      }
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /**
   * The statement that copies rows under other coordinates, numbers and batches, from a query
   * {@code n} of them; the numbers are negative yet. Columns that a schema has lost are copied as
   * well.
   */
  String copies(Connection connection) throws SQLException {
    List<String> names = present(connection);
    return "INSERT INTO %s (%s) SELECT %s FROM n JOIN %s r ON r.topic_id = n.of_topic_id AND r.partition = n.of_partition AND r.msg_offset = n.of_offset"
        .formatted(
            feed.landingTable(),
            names.stream().map(LandingColumns::quoted).collect(Collectors.joining(", ")),
            names.stream().map(LandingTable::copied).collect(Collectors.joining(", ")),
            feed.landingTable());
  }

  private static String copied(String column) {
    return switch (column) {
      case "topic_id", "partition", "msg_offset", "batch_id" -> "n." + column;
      case "revision" -> "-n.revision";
      case "landed_at" -> "clock_timestamp()";
      default -> "r." + LandingColumns.quoted(column);
    };
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

  /** A table of somebody else's under that name stays as it is. */
  private void checkOwn(List<String> present) {
    if (!present.isEmpty() && !present.contains("batch_id")) {
      throw new TributaryException(
          "land: PostgreSQL has another table or view '%s' where the records of %s are to be; rename it, such as with ALTER TABLE %s RENAME TO %s_old"
              .formatted(
                  feed.landingTable(), feed.name(), feed.landingTable(), feed.landingTable()));
    }
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
    return feed.landing().division().map(by -> ", " + LandingColumns.quoted(column(by))).orElse("");
  }

  private String byList() {
    return feed.landing()
        .division()
        .map(by -> " PARTITION BY LIST (" + LandingColumns.quoted(column(by)) + ")")
        .orElse("");
  }

  private String column(LandingNames.Division by) {
    return feed.schema().field(by.field()).orElseThrow().column().name();
  }
}
