package dev.tributary.catalog.ledger;

import dev.tributary.catalog.run.TributaryException;

/** Another run landed from the same offsets first; nothing of this one's batch is in. */
public final class FencedException extends TributaryException {

  public FencedException(String message) {
    super(message);
  }
}
