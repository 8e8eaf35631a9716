package dev.tributary.cli.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the sandbox's HiveServer2 answers; asked from this JVM, which spares a second one each. */
final class HiveRows {

  private HiveRows() {}

  /**
   * Does statements one after the other.
   *
   * @param statements parted by a semicolon and a blank
   * @return the rows of all that have any, a null where Hive has NULL
   */
  static List<String[]> of(String database, String statements) {
    try (Connection connection = DriverManager.getConnection(url() + database, "root", "");
        Statement hive = connection.createStatement()) {
      List<String[]> rows = new ArrayList<>();
      for (String each : statements.split("; ", -1)) {
        if (hive.execute(each)) {
          add(hive, rows);
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(statements + ": " + e.getMessage(), e);
    }
  }

  private static void add(Statement hive, List<String[]> rows) throws SQLException {
    try (ResultSet result = hive.getResultSet()) {
      while (result.next()) {
        String[] row = new String[result.getMetaData().getColumnCount()];
        for (int i = 0; i < row.length; i++) {
          row[i] = result.getString(i + 1);
        }
        rows.add(row);
      }
    }
  }

  private static String url() {
    return InProcess.hiveServer().replaceFirst("/[^/]*$", "/");
  }
}
