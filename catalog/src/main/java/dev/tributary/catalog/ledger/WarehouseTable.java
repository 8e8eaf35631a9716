package dev.tributary.catalog.ledger;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A published table in the warehouse: its columns, then {@code dt} where it is partitioned, then
 * the version that each row is of.
 *
 * <p>Rows are deleted and copied, the table itself is never dropped, renamed or truncated: views,
 * grants and indexes of its users stay, and until the transaction ends they read the old rows. They
 * wait for it only where a table gains a column.
 */
final class WarehouseTable {

  private static final Column VERSION =
      new Column("version", Scalar.BIGINT, "version of the published table that the row is of");

  private final Connection connection;
  private final Table table;
  private final String name;

  WarehouseTable(Connection connection, String schema, Table table) {
    this.connection = connection;
    this.table = table;
    this.name = quoted(schema) + "." + quoted(table.name());
    for (Column column : table.columns()) {
      if (keys(table).stream().anyMatch(key -> key.name().equals(column.name()))) {
        throw new TributaryException(
            "warehouse: column %s of %s has the name of a column that the warehouse adds; rename it in the job"
                .formatted(column.name(), table.name()));
      }
    }
  }

  /** Makes the table where it is absent, and adds the columns that it gained. */
  void ensure() throws SQLException {
    boolean present =
        Query.of(connection, "SELECT to_regclass(?) IS NOT NULL", name)
            .first(row -> row.getBoolean(1))
            .orElseThrow();
    if (present) {
      for (Column column : gained()) {
        execute("ALTER TABLE " + name + " ADD COLUMN " + definition(column));
        comment(column);
      }
      return;
    }
    execute(
        columns().stream()
            .map(this::definition)
            .collect(Collectors.joining(", ", "CREATE TABLE " + name + " (", ")")));
    execute("COMMENT ON TABLE " + name + " IS " + literal(table.comment()));
    for (Column column : columns()) {
      comment(column);
    }
    if (table.partitioned()) {
      execute("CREATE INDEX ON " + name + " (" + Table.DT.name() + ")");
    }
  }

  /** The table shows this version of the partition, and no other. */
  long replace(PublishedPartition partition, RowSource source) throws SQLException, IOException {
    if (table.partitioned()) {
      Query.of(connection, "DELETE FROM " + name + " WHERE dt = ?", partition.dt()).update();
    } else {
      execute("DELETE FROM " + name);
    }
    long rows = copy(partition, source);
    if (partition.rows() != null && partition.rows() != rows) {
      throw new TributaryException(
          "warehouse: %s: %,d rows were read in %s, it was built with %,d; nothing is loaded, look for changed files there"
              .formatted(partition, rows, partition.directory(), partition.rows()));
    }
    return rows;
  }

  private long copy(PublishedPartition partition, RowSource source)
      throws SQLException, IOException {
    // The files hold the columns of the partition's own version.
    String names =
        Stream.concat(partition.table().columns().stream(), keys(table).stream())
            .map(column -> quoted(column.name()))
            .collect(Collectors.joining(", "));
    try (RowSource.Rows rows = source.open(partition)) {
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY " + name + " (" + names + ") FROM STDIN");
      try {
        CopyLine line = new CopyLine();
        for (List<?> row = rows.next(); row != null; row = rows.next()) {
          row.forEach(line::add);
          if (table.partitioned()) {
            line.add(partition.dt());
          }
          byte[] bytes = line.add(partition.version()).end().getBytes(StandardCharsets.UTF_8);
          copy.writeToCopy(bytes, 0, bytes.length);
        }
        return copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    }
  }

  /** The columns that the table in the warehouse lacks; those it has must be of the same type. */
  private List<Column> gained() throws SQLException {
    record Present(String type, boolean same) {}
    List<Column> gained = new ArrayList<>();
    for (Column column : columns()) {
      Query.of(
              connection,
              """
              SELECT format_type(atttypid, atttypmod), atttypid = ?::regtype FROM pg_attribute
              WHERE attrelid = to_regclass(?) AND attname = ? AND NOT attisdropped""",
              postgres(column),
              name,
              column.name())
          .first(row -> new Present(row.getString(1), row.getBoolean(2)))
          .ifPresentOrElse(
              present -> {
                if (!present.same()) {
                  throw new TributaryException(
                      "warehouse: column %s of %s is %s, and is now published as %s; alter its type, or drop the table and run this again"
                          .formatted(column.name(), name, present.type(), postgres(column)));
                }
              },
              () -> gained.add(column));
    }
    return gained;
  }

  private static List<Column> keys(Table table) {
    return table.partitioned() ? List.of(Table.DT, VERSION) : List.of(VERSION);
  }

  private List<Column> columns() {
    return Stream.concat(table.columns().stream(), keys(table).stream()).toList();
  }

  private String definition(Column column) {
    String key = keys(table).contains(column) ? " NOT NULL" : "";
    return quoted(column.name()) + " " + postgres(column) + key;
  }

  private void comment(Column column) throws SQLException {
    execute(
        "COMMENT ON COLUMN %s.%s IS %s"
            .formatted(name, quoted(column.name()), literal(column.comment())));
  }

  private void execute(String statement) throws SQLException {
    Query.of(connection, statement).update();
  }

  private static String postgres(Column column) {
    return column.type().postgres();
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
