package dev.tributary.catalog.verb;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a verb ended.
 *
 * @param exitCode 0 done, 1 failed, 2 bad usage, 3 an audit found a discrepancy
 * @param message one line for a person
 * @param facts the same in numbers, for a machine
 */
public record Outcome(int exitCode, String message, Map<String, Object> facts) {

  public Outcome {
    facts = new LinkedHashMap<>(facts);
  }

  /** Done, with something to tell. */
  public static Outcome done(String message, Map<String, Object> facts) {
    return new Outcome(0, message, facts);
  }

  /** Done: there was nothing to do. */
  public static Outcome nothingToDo(String message) {
    return new Outcome(0, message, Map.of());
  }

  /** Ended as it should, and yet to be looked at. */
  public static Outcome failed(String message, Map<String, Object> facts) {
    return new Outcome(1, message, facts);
  }
}
