package dev.tributary.exporters.synthetic;

/** Numbers that look random and are the same wherever they are computed. */
final class Hash {

  private Hash() {}

  /** The finaliser of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom numbers"). */
  static long of(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Of two values, whose order counts. */
  static long of(long first, long second) {
    return of(of(first) + second);
  }

  /** A hash as a number from 0 up to, but not, 1. */
  static double unit(long hash) {
    return (hash >>> 11) * 0x1p-53;
  }

  /** A hash as a whole number from 0 up to, but not, the bound. */
  static int below(int bound, long hash) {
    return (int) Long.remainderUnsigned(hash, bound);
  }
}
