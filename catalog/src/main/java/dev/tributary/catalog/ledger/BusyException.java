package dev.tributary.catalog.ledger;

import dev.tributary.catalog.run.TributaryException;

/** Another process is at the same work. */
public final class BusyException extends TributaryException {

  BusyException(String message) {
    super(message);
  }
}
