package dev.tributary.exporters.openmeteo;

import dev.tributary.exporters.weather.FailedPart;
import java.util.OptionalInt;

/** A question that the API gave no usable answer to. The message is one line. */
final class UnansweredException extends Exception {

  private final OptionalInt status;

  UnansweredException(String reason) {
    this(reason, OptionalInt.empty());
  }

  /**
   * @param status what the API answered, if that was the fault
   */
  UnansweredException(String reason, OptionalInt status) {
    super(reason);
    this.status = status;
  }

  FailedPart of(String part) {
    return new FailedPart(part, status, getMessage());
  }
}
