package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.LedgerAwayException;
import java.io.IOException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/** Which failures pass: a system is away, full or busy, and may be there again. */
final class Passing {

  private Passing() {}

  /** Whether waiting may help. */
  static boolean is(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof LostMessagesException
          || cause instanceof DamagedFileException
          || cause instanceof AccessControlException
          || cause instanceof ParentNotDirectoryException) {
        return false;
      }
      if (cause instanceof LedgerAwayException) {
        return true;
      }
      if (cause instanceof KafkaException) {
        return cause instanceof RetriableException;
      }
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is the ledger that failed. */
  static boolean isOfLedger(Exception failure) {
    return has(failure, LedgerAwayException.class);
  }

  /** Which system failed, in a word. */
  static String kind(Exception failure) {
    return isOfLedger(failure) ? "ledger" : has(failure, KafkaException.class) ? "kafka" : "files";
  }

  private static boolean has(Exception failure, Class<? extends Exception> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
