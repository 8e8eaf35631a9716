package dev.tributary.mapreduce.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A fraction of whole numbers, rounded once, half to even, when it becomes a double. (Results in
 * the subnormal range, under 2.2e-308, may be rounded twice.)
 *
 * @param denominator greater than 0
 */
public record ExactRatio(BigInteger numerator, BigInteger denominator) {

  /** More than the 53 bits of a double, so that the last one decides nothing but a tie. */
  private static final int BITS = 66;

  /** A decimal number divided by a whole one. */
  public static ExactRatio of(BigDecimal dividend, BigInteger divisor) {
    int scale = dividend.scale();
    return scale < 0
        ? new ExactRatio(dividend.toBigIntegerExact(), divisor)
        : new ExactRatio(dividend.unscaledValue(), divisor.multiply(BigInteger.TEN.pow(scale)));
  }

  /** The double nearest to the fraction. */
  public double toDouble() {
    int shift = BITS - numerator.bitLength() + denominator.bitLength();
    BigInteger[] quotient = shifted(shift);
    return Math.scalb(sticky(quotient[0], quotient[1]).doubleValue(), -shift);
  }

  /** The double nearest to the square root of the fraction, which must not be negative. */
  double squareRoot() {
    int shift = 2 * BITS - numerator.bitLength() + denominator.bitLength();
    shift += shift & 1; // even, so that its half is whole
    BigInteger[] quotient = shifted(shift);
    BigInteger[] root = quotient[0].sqrtAndRemainder();
    return Math.scalb(sticky(root[0], root[1].or(quotient[1])).doubleValue(), -shift / 2);
  }

  /** The fraction times 2^shift: the whole part and what is left. */
  private BigInteger[] shifted(int shift) {
    return shift >= 0
        ? numerator.shiftLeft(shift).divideAndRemainder(denominator)
        : numerator.divideAndRemainder(denominator.shiftLeft(-shift));
  }

  /**
   * The whole part with its last bit set if anything was cut off: a number a little beside a tie
   * must not round as the tie does.
   */
  private static BigInteger sticky(BigInteger whole, BigInteger rest) {
    return rest.signum() == 0 || whole.testBit(0)
        ? whole
        : whole.add(BigInteger.valueOf(rest.signum()));
  }
}
