package dev.tributary.cli.lineage;

import dev.tributary.catalog.run.TributaryException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;

/**
 * How a run, or a step of one, has ended.
 *
 * @param exitCode absent where nobody has seen one: a step broke off
 * @param message one line, or a few
 * @param trace of a failure that nobody thought of
 */
record Ending(Event.Type type, Optional<Integer> exitCode, String message, Optional<String> trace) {

  /** The process was told to end. */
  static final Ending ABORTED =
      new Ending(
          Event.Type.ABORT, Optional.empty(), "the process was told to end", Optional.empty());

  /** By its own account. */
  static Ending of(int exitCode, String message) {
    return new Ending(
        exitCode == 0 ? Event.Type.COMPLETE : Event.Type.FAIL,
        Optional.of(exitCode),
        message,
        Optional.empty());
  }

  /** By a failure. */
  static Ending of(String message, Exception failure) {
    return new Ending(
        isInterruption(failure) ? Event.Type.ABORT : Event.Type.FAIL,
        Optional.empty(),
        message,
        isExpected(failure) ? Optional.empty() : Optional.of(trace(failure)));
  }

  /** The same, seen to end so. */
  Ending with(int code) {
    return new Ending(type, Optional.of(code), message, trace);
  }

  private static boolean isInterruption(Throwable failure) {
    return failure instanceof InterruptedException
        || (failure != null && isInterruption(failure.getCause()));
  }

  /** Its line says all that is to be known. */
  private static boolean isExpected(Exception failure) {
    return failure instanceof TributaryException
        || failure instanceof IllegalArgumentException
        || failure instanceof IOException
        || failure instanceof InterruptedException;
  }

  private static String trace(Exception failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
