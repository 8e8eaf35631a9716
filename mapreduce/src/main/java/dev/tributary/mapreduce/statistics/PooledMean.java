package dev.tributary.mapreduce.statistics;

import dev.tributary.catalog.record.ShortestDecimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalDouble;

/**
 * The mean of all values of several groups, from each group's mean and size: Σ nᵢ·x̄ᵢ / Σ nᵢ. The
 * sum is exact and rounded once, so the order of the groups makes no difference; beside the mean of
 * the values themselves it is off by what the groups' means were rounded by, at most half a unit in
 * the last place of the largest of them.
 */
public final class PooledMean {

  private BigDecimal sum = BigDecimal.ZERO;
  private long n;

  /** Adds a group of {@code n} values. */
  public void add(double mean, long n) {
    sum = sum.add(ShortestDecimal.number(mean).multiply(BigDecimal.valueOf(n)));
    this.n += n;
  }

  /** Adds all groups that the other has. */
  public void add(PooledMean other) {
    sum = sum.add(other.sum);
    n += other.n;
  }

  /** How many values all groups have. */
  public long n() {
    return n;
  }

  /** The mean; none of no values. */
  public OptionalDouble mean() {
    return n == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(ExactRatio.of(sum, BigInteger.valueOf(n)).toDouble());
  }
}
