package dev.tributary.exporters.http;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * A page that could not be had, or may not be. The message is one line for a person that names the
 * page, without the query of its address.
 */
public final class HttpFailureException extends IOException {

  private final OptionalInt status;
  private final transient byte[] body;

  HttpFailureException(String message) {
    this(message, OptionalInt.empty(), null);
  }

  HttpFailureException(String message, OptionalInt status, Throwable cause) {
    this(message, status, new byte[0], cause);
  }

  HttpFailureException(String message, OptionalInt status, byte[] body, Throwable cause) {
    super(message, cause);
    this.status = status;
    this.body = body;
  }

  /** What the server answered, such as 404; empty if that was not the fault. */
  public OptionalInt status() {
    return status;
  }

  /**
   * What an API said of a request that it calls a bad one (400); else empty. It may repeat what it
   * was asked, a key as well.
   */
  public byte[] body() {
    return body.clone();
  }
}
