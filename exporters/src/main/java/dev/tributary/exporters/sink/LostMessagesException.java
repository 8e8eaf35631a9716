package dev.tributary.exporters.sink;

import dev.tributary.catalog.run.TributaryException;

/** Kafka has no longer what was to be written. Waiting does not bring it back. */
final class LostMessagesException extends TributaryException {

  LostMessagesException(String message) {
    super(message);
  }
}
