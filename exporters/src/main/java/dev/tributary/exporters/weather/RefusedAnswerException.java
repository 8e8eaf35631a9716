package dev.tributary.exporters.weather;

import java.util.OptionalInt;

/** What came for an answer is none: an error of the API, or something else. */
public final class RefusedAnswerException extends Exception {

  private final OptionalInt status;

  RefusedAnswerException(String message, OptionalInt status) {
    super(message);
    this.status = status;
  }

  /** The code of the API's error, such as 404; empty if it is none. */
  public OptionalInt status() {
    return status;
  }
}
