package dev.tributary.sandbox;

/**
 * The sandbox cannot do what was asked; the message is one line that says what, where, and what to
 * do.
 */
public final class SandboxException extends RuntimeException {

  SandboxException(String message) {
    super(message);
  }

  SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
