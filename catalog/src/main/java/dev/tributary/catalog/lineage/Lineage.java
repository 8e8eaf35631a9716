package dev.tributary.catalog.lineage;

/** Is told what a run reads and writes. Whatever it does with that, no run fails of it. */
public interface Lineage {

  /** Does nothing with it. */
  Lineage NONE =
      new Lineage() {
        @Override
        public void begins(Movement movement) {}

        @Override
        public void reads(Location location) {}

        @Override
        public void writes(Location location, Volume volume) {}

        @Override
        public Step step(String verb) {
          return Step.NONE;
        }
      };

  /**
   * The run moves data from here on. Said when nothing can be wrong with the arguments any more,
   * and before anything is connected to: a run that fails there has its locations too. A run that
   * is part of another, or is begun anew, adds its locations to it.
   *
   * @throws IllegalArgumentException if it cannot be told because of a wrong setting
   */
  void begins(Movement movement);

  /** It reads from a location that it did not know of when it began. */
  void reads(Location location);

  /** So much more has been written to a location, for good. */
  void writes(Location location, Volume volume);

  /** What is told from here on is told of a step of the run, until that has ended. */
  Step step(String verb);

  /** A step that is under way. */
  interface Step {

    /** One of which nothing is told. */
    Step NONE =
        new Step() {
          @Override
          public void ended(int exitCode, String message) {}

          @Override
          public void failed(Exception failure) {}
        };

    /** It has come to its end. */
    void ended(int exitCode, String message);

    /** It has not. */
    void failed(Exception failure);
  }
}
