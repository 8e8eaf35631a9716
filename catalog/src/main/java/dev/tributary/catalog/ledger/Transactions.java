package dev.tributary.catalog.ledger;

import dev.tributary.catalog.run.CrashPoint;
import dev.tributary.catalog.run.TributaryException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** Changes on one connection, each whole or not at all. */
record Transactions(Connection connection) {

  /** Work within a transaction. */
  interface Change<T> {
    T apply() throws SQLException, IOException;
  }

  /** Does what changes nothing, or nothing that a crash beside it could harm. */
  <T> T change(Change<T> change) {
    return change("", change);
  }

  /**
   * Does it; a failure of any kind is PostgreSQL's.
   *
   * @param name of what becomes true: {@link CrashPoint} is told before and after its commit
   */
  <T> T change(String name, Change<T> change) {
    try {
      return within(name, change);
    } catch (SQLException e) {
      throw failure(e);
    } catch (IOException e) {
      throw LedgerAwayException.or("PostgreSQL: the copy broke off: " + e.getMessage(), e);
    }
  }

  /** The same, telling a failure of PostgreSQL from one of what else it works with. */
  <T> T within(Change<T> change) throws SQLException, IOException {
    return within("", change);
  }

  /**
   * Does it, telling a failure of PostgreSQL from one of what else it works with.
   *
   * @param name as above
   */
  <T> T within(String name, Change<T> change) throws SQLException, IOException {
    try {
      T result = change.apply();
      CrashPoint.reached(name + ".before-commit");
      connection.commit();
      CrashPoint.reached(name + ".after-commit");
      return result;
    } catch (SQLException | IOException | RuntimeException e) {
      try {
        connection.rollback();
      } catch (SQLException broken) {
        e.addSuppressed(broken); // the connection is gone, and the transaction with it
      }
      throw e;
    }
  }

  static TributaryException failure(SQLException e) {
    return LedgerAwayException.or(
        "PostgreSQL: "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
            + "; run it again, what was not kept is done anew",
        e);
  }
}
