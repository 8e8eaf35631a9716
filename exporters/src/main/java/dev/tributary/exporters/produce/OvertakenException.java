package dev.tributary.exporters.produce;

import dev.tributary.catalog.run.TributaryException;

/** Another run sends the same since: this one has to end. */
final class OvertakenException extends TributaryException {

  OvertakenException(String message, Throwable cause) {
    super(message, cause);
  }
}
