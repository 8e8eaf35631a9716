package dev.tributary.cli.lineage;

import java.io.IOException;

/** Who events are for. */
interface Recipient {

  /** Takes one, or fails. */
  void take(Event event) throws IOException;

  /** Why it has not, in one line that has no secret. */
  String reason(Throwable failure);
}
