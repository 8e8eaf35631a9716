package dev.tributary.catalog.run;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named places, before and after each step that others can see, where a test has the process
 * killed: at once, with no clean-up of any kind, as {@code kill -9} does it. Without the system
 * property {@code tributary.crash.point} they do nothing.
 */
public final class CrashPoint {

  /** What a shell shows of a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  /** {@code NAME}, or {@code NAME:N} for the Nth time that it is reached. */
  private static final String[] WANTED = System.getProperty("tributary.crash.point", "").split(":");

  private static final AtomicInteger LEFT =
      new AtomicInteger(WANTED.length > 1 ? Integer.parseInt(WANTED[1]) : 1);

  private CrashPoint() {}

  /**
   * The process has come this far.
   *
   * @param point such as {@code export.before-renames}
   */
  public static void reached(String point) {
    if (point.equals(WANTED[0]) && LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
