package dev.tributary.loaders.hive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.hive.jdbc.HiveDriver;
import org.apache.thrift.transport.TTransportException;

/** A connection to HiveServer2, and what its failures mean. */
final class JdbcConnection implements AutoCloseable {

  private static final String CURE = "start it or set tributary.hive.jdbc.url";

  /** What to take from each row of an answer. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final String where;

  private JdbcConnection(Connection connection, String where) {
    this.connection = connection;
    this.where = where;
  }

  static JdbcConnection open(String url, String user, String password) {
    List<Endpoint> endpoints = Endpoint.ofJdbc(url);
    // Never the URL itself: it may hold a password.
    String where =
        "jdbc:hive2://" + String.join(",", endpoints.stream().map(Endpoint::toString).toList());
    Endpoint.knock(endpoints, "HiveServer2", where, CURE);
    Properties login = new Properties();
    login.setProperty("user", user);
    login.setProperty("password", password);
    try {
      // Not by DriverManager: a driver of the cluster's own may answer to the same URL.
      return new JdbcConnection(new HiveDriver().connect(url, login), where);
    } catch (SQLException e) {
      throw new HiveUnavailableException(
          "HiveServer2 at "
              + where
              + " refuses the connection ("
              + HiveException.reason(e)
              + "); check tributary.hive.jdbc.url, the user and the Kerberos ticket",
          e);
    }
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  <T> List<T> query(String sql, RowReader<T> reader) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> read = new ArrayList<>();
      while (rows.next()) {
        read.add(reader.read(rows));
      }
      return read;
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  private HiveException failure(String sql, SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TTransportException) {
        return new HiveUnavailableException(
            "HiveServer2 at " + where + " went away (" + HiveException.reason(e) + "); " + CURE, e);
      }
    }
    return new HiveException(
        "HiveServer2 at " + where + " refused '" + sql + "': " + HiveException.reason(e), e);
  }

  /** Where HiveServer2 is, for messages. */
  @Override
  public String toString() {
    return where;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure("close", e);
    }
  }
}
