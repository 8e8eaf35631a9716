package dev.tributary.exporters.http;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * A page that could not be had, or may not be. The message is one line for a person that names the
 * page, without the query of its address.
 */
public final class HttpFailureException extends IOException {

  private final OptionalInt status;

  HttpFailureException(String message) {
    this(message, OptionalInt.empty(), null);
  }

  HttpFailureException(String message, OptionalInt status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** What the server answered, such as 404; empty if that was not the fault. */
  public OptionalInt status() {
    return status;
  }
}
