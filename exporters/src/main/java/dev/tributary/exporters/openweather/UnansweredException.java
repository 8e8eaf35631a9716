package dev.tributary.exporters.openweather;

import dev.tributary.exporters.weather.FailedPart;
import java.util.OptionalInt;

/** A question that the API gave no usable answer to. The message is one line, without the key. */
final class UnansweredException extends Exception {

  private final OptionalInt status;

  UnansweredException(String reason) {
    this(reason, OptionalInt.empty());
  }

  /**
   * @param status what the API answered, if it did
   */
  UnansweredException(String reason, OptionalInt status) {
    super(reason);
    this.status = status;
  }

  FailedPart of(String part) {
    return new FailedPart(part, status, getMessage());
  }

  boolean is(int given) {
    return status.equals(OptionalInt.of(given));
  }
}
