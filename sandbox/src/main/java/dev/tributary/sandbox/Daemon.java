package dev.tributary.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one service is started.
 *
 * @param needs the services that must answer before it is launched
 * @param prepare what it needs on disk; done before every launch, and quickly if it was done before
 * @param command the program and its arguments
 * @param environment variables beyond the few inherited
 * @param probe whether it is at work
 * @param furnish what users expect to find in it; done after every start, and idempotent
 */
record Daemon(
    Service service,
    Set<Service> needs,
    Step prepare,
    List<String> command,
    Map<String, String> environment,
    Probe probe,
    Step furnish) {

  static final Step NOTHING = () -> {};

  /** A part of a start. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }
}
