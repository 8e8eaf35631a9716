package dev.tributary.catalog.ledger;

import dev.tributary.catalog.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/** The PostgreSQL database of the landing tables and the ledger. */
final class Database {

  /** The newest file in {@code db/migration}. */
  static final String RELEASE = "5";

  private static final String SCHEMA = "tributary";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private Database() {}

  /** A connection to a database whose ledger is of this release. */
  static Connection open(Settings settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {settings.get(Settings.POSTGRES_HOST)});
    source.setPortNumbers(new int[] {settings.get(Settings.POSTGRES_PORT).intValue()});
    source.setDatabaseName(settings.get(Settings.POSTGRES_DATABASE));
    source.setUser(settings.get(Settings.POSTGRES_USER));
    Settings.POSTGRES_PASSWORD.find(settings).ifPresent(source::setPassword);
    source.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
    source.setTcpKeepAlive(true);
    source.setApplicationName("tributary");
    source.setReWriteBatchedInserts(true);
    try {
      return ofThisRelease(source);
    } catch (SQLException | FlywayException e) {
      throw LedgerAwayException.or(
          "PostgreSQL at %s:%s, database '%s', user '%s': %s; start it or set %s, %s, … (PGHOST, PGPORT, …)"
              .formatted(
                  settings.get(Settings.POSTGRES_HOST),
                  settings.get(Settings.POSTGRES_PORT),
                  settings.get(Settings.POSTGRES_DATABASE),
                  settings.get(Settings.POSTGRES_USER),
                  cause(e),
                  Settings.POSTGRES_HOST.name(),
                  Settings.POSTGRES_PORT.name()),
          e);
    }
  }

  private static Connection ofThisRelease(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    try {
      if (!isOfThisRelease(connection)) {
        migrate(source);
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | FlywayException e) {
      connection.close();
      throw e;
    }
  }

  /** Flyway would find the same, but it takes a second of each command to do so. */
  private static boolean isOfThisRelease(Connection connection) throws SQLException {
    boolean known =
        Query.of(connection, "SELECT to_regclass('tributary.schema_history') IS NOT NULL")
            .first(row -> row.getBoolean(1))
            .orElseThrow();
    return known
        && Query.of(
                connection,
                """
                SELECT version, success FROM tributary.schema_history
                ORDER BY installed_rank DESC LIMIT 1""")
            .first(row -> row.getBoolean(2) && RELEASE.equals(row.getString(1)))
            .orElse(false);
  }

  private static void migrate(DataSource source) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(source)
        .schemas(SCHEMA)
        .table("schema_history")
        .load()
        .migrate();
  }

  private static String cause(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage() == null ? root.toString() : root.getMessage();
    return message.lines().findFirst().orElse(message).replaceFirst("^(FATAL|ERROR): ", "");
  }
}
