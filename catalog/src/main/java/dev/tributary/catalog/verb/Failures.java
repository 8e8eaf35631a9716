package dev.tributary.catalog.verb;

/** What is to be known of a failure, of whatever system. */
public interface Failures {

  /** Of a run that waits for nothing. */
  Failures FINAL =
      new Failures() {
        @Override
        public boolean pass(Exception failure) {
          return false;
        }

        @Override
        public String line(Exception failure) {
          return String.valueOf(failure.getMessage());
        }
      };

  /** Whether a system is away, full or busy, and may be there again. */
  boolean pass(Exception failure);

  /** It in one line. */
  String line(Exception failure);
}
