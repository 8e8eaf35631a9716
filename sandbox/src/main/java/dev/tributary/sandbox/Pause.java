package dev.tributary.sandbox;

/** The time between two looks at something that has a deadline elsewhere. */
final class Pause {

  private static final long MILLIS = 100;

  private Pause() {}

  static void brief() {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static SandboxException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SandboxException("interrupted; what was started runs on, 'sandbox down' ends it", e);
  }
}
