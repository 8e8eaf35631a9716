package dev.tributary.loaders.hive;

/**
 * What Hive refused, or what was refused for its sake: one line that says what, where, what to do.
 */
public class HiveException extends RuntimeException {

  HiveException(String message) {
    super(message);
  }

  HiveException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The first line of the innermost message: Hive's servers send whole stack traces as text. */
  static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null || message.isBlank()
        ? innermost.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElseThrow();
  }
}
