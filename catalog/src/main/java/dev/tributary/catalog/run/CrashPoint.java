package dev.tributary.catalog.run;

/**
 * Named places, before and after each step that others can see, where a test has the process
 * killed: at once, with no clean-up of any kind, as {@code kill -9} does it. Without the system
 * property {@code tributary.crash.point} they do nothing.
 */
public final class CrashPoint {

  /** What a shell shows of a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  private static final String WANTED = System.getProperty("tributary.crash.point", "");

  private CrashPoint() {}

  /**
   * The process has come this far.
   *
   * @param point such as {@code export.before-record}
   */
  public static void reached(String point) {
    if (point.equals(WANTED)) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
