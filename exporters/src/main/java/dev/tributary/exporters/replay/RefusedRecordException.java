package dev.tributary.exporters.replay;

/** A record that becomes no message; why, behind the place where it stands. */
final class RefusedRecordException extends Exception {

  RefusedRecordException(String reason) {
    super(reason);
  }

  RefusedRecordException(String reason, Exception cause) {
    super(reason, cause);
  }
}
