package dev.tributary.catalog.ledger;

import dev.tributary.catalog.run.TributaryException;
import java.sql.SQLException;
import java.util.Set;

/** PostgreSQL is away, full or busy: it may be there again. */
public final class LedgerAwayException extends TributaryException {

  /** Classes of SQLSTATE: connection, resources, operator, system, locks, and undone by others. */
  private static final Set<String> PASSING = Set.of("08", "53", "55", "57", "58", "40");

  /** A server that is about to become the first one. */
  private static final String READ_ONLY = "25006";

  private LedgerAwayException(String message, Exception cause) {
    super(message, cause);
  }

  /** The failure with that message: of this kind, if what caused it may pass. */
  static TributaryException or(String message, Exception cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof SQLException sql) {
        String state = sql.getSQLState();
        return state == null || PASSING.contains(state.substring(0, 2)) || state.equals(READ_ONLY)
            ? new LedgerAwayException(message, cause)
            : new TributaryException(message, cause);
      }
    }
    return new TributaryException(message, cause);
  }
}
