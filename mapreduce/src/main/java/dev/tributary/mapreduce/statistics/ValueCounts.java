package dev.tributary.mapreduce.statistics;

import dev.tributary.catalog.record.ShortestDecimal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;

/**
 * How often each distinct value occurred. Two of them merge in any order to the same one, and every
 * figure is computed exactly from the values' shortest decimals and rounded once to a double: so
 * the figures depend neither on an order of addition nor on cancellation.
 *
 * <p>It needs memory for its distinct values, about 100 bytes each.
 */
public final class ValueCounts implements Writable {

  private final TreeMap<Double, Long> counts = new TreeMap<>();

  /** Counts a finite value once more. */
  public void add(double value) {
    add(value, 1);
  }

  /** Counts everything that the other has counted. */
  public void add(ValueCounts other) {
    other.counts.forEach(this::add);
  }

  /** Forgets everything. */
  public void clear() {
    counts.clear();
  }

  private void add(double value, long times) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " is not a finite number");
    }
    counts.merge(value + 0.0, times, Long::sum); // -0.0 becomes 0.0: they are one value
  }

  /** How many values there are. */
  public long n() {
    long n = 0;
    for (long times : counts.values()) {
      n += times;
    }
    return n;
  }

  /** The least value; there must be one. */
  public double min() {
    return counts.firstKey();
  }

  /** The greatest value; there must be one. */
  public double max() {
    return counts.lastKey();
  }

  /** The value in the middle, of an even number the mean of the two; there must be one. */
  public double median() {
    long n = n();
    return ExactRatio.of(
            ShortestDecimal.number(at((n - 1) / 2)).add(ShortestDecimal.number(at(n / 2))),
            BigInteger.TWO)
        .toDouble();
  }

  /** The exact sum of the values' shortest decimals; 0 of no values. */
  public BigDecimal sum() {
    return sum(1);
  }

  /** How many values are below 0. */
  public long negative() {
    return counts.headMap(0.0).values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many distinct values there are. */
  public int distinct() {
    return counts.size();
  }

  /** The sum divided by n; there must be a value. */
  public double mean() {
    return ExactRatio.of(sum(1), BigInteger.valueOf(n())).toDouble();
  }

  /**
   * The standard deviation of a sample, √((n·Σx² − (Σx)²) / (n·(n − 1))); none of fewer than two
   * values.
   */
  public OptionalDouble stddev() {
    if (n() < 2) {
      return OptionalDouble.empty();
    }
    BigInteger n = BigInteger.valueOf(n());
    BigDecimal squares = new BigDecimal(n).multiply(sum(2)).subtract(sum(1).pow(2));
    BigInteger divisor = n.multiply(n.subtract(BigInteger.ONE));
    return OptionalDouble.of(ExactRatio.of(squares, divisor).squareRoot());
  }

  /** The value at an index of all values in ascending order. */
  private double at(long index) {
    long below = 0;
    for (Map.Entry<Double, Long> entry : counts.entrySet()) {
      below += entry.getValue();
      if (index < below) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("no value at " + index + " of " + below);
  }

  /** The exact sum of a power of every value. */
  private BigDecimal sum(int power) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<Double, Long> entry : counts.entrySet()) {
      BigDecimal value = ShortestDecimal.number(entry.getKey());
      sum = sum.add(value.pow(power).multiply(BigDecimal.valueOf(entry.getValue())));
    }
    return sum;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    WritableUtils.writeVInt(out, counts.size());
    for (Map.Entry<Double, Long> entry : counts.entrySet()) {
      out.writeDouble(entry.getKey());
      WritableUtils.writeVLong(out, entry.getValue());
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    counts.clear();
    for (int left = WritableUtils.readVInt(in); left > 0; left--) {
      counts.put(in.readDouble(), WritableUtils.readVLong(in));
    }
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
