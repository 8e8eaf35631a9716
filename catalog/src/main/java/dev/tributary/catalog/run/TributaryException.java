package dev.tributary.catalog.run;

/** A failure that a user can understand: one line that says what, where, and what to do. */
public class TributaryException extends RuntimeException {

  public TributaryException(String message) {
    super(message);
  }

  public TributaryException(String message, Throwable cause) {
    super(message, cause);
  }
}
