package dev.tributary.exporters.synthetic;

/** Draws in a row; the same from the same start. */
final class Chance {

  private long state;

  Chance(long start) {
    this.state = start;
  }

  /** From 0 up to, but not, 1. */
  double draw() {
    return Hash.unit(next());
  }

  /** From 0 up to, but not, the bound. */
  int draw(int bound) {
    return Hash.below(bound, next());
  }

  private long next() {
    state = Hash.of(state);
    return state;
  }
}
