package dev.tributary.sandbox;

import java.io.IOException;

/** A question that only a service at work can answer. */
@FunctionalInterface
interface Probe {

  /**
   * Whether the answer says that the service is at work.
   *
   * @throws IOException if there is no answer (yet)
   */
  boolean answers() throws IOException;
}
