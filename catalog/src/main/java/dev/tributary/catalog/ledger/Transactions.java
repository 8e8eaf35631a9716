package dev.tributary.catalog.ledger;

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

  /** Does it; a failure of any kind is PostgreSQL's. */
  <T> T change(Change<T> change) {
    try {
      return within(change);
    } catch (SQLException e) {
      throw failure(e);
    } catch (IOException e) {
      throw LedgerAwayException.or("PostgreSQL: the copy broke off: " + e.getMessage(), e);
    }
  }

  /** Does it, telling a failure of PostgreSQL from one of what else it works with. */
  <T> T within(Change<T> change) throws SQLException, IOException {
    try {
      T result = change.apply();
      connection.commit();
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
