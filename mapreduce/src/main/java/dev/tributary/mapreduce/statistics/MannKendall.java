package dev.tributary.mapreduce.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * The Mann-Kendall test for a monotonic trend, by the normal approximation with the corrections for
 * ties and for continuity: Gilbert, Statistical Methods for Environmental Pollution Monitoring
 * (1987), section 16.4.
 *
 * @param s Σ over pairs i &lt; j of the sign of x<sub>j</sub> − x<sub>i</sub>
 * @param variance of s if there is no trend: (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18, t being the
 *     sizes of the groups of equal values
 * @param z (s − 1) / √variance for s above 0, (s + 1) / √variance below, 0 for 0
 * @param p two-sided: how probable so large a |z| is without a trend
 */
public record MannKendall(long s, double variance, double z, double p) {

  /** The test of values in the order of time; equal values are ties, so round them first. */
  public static MannKendall of(double[] values) {
    long s = 0;
    for (int i = 0; i < values.length; i++) {
      for (int j = i + 1; j < values.length; j++) {
        s += Double.compare(values[j] + 0.0, values[i] + 0.0); // -0.0 is 0.0
      }
    }
    double variance = (pairs(values.length) - tied(values)) / 18.0;
    if (variance == 0 || s == 0) {
      return new MannKendall(s, variance, 0, 1);
    }
    double z = (s - Long.signum(s)) / Math.sqrt(variance);
    return new MannKendall(s, variance, z, Erfc.value(Math.abs(z) / Math.sqrt(2)));
  }

  private static long pairs(long n) {
    return n * (n - 1) * (2 * n + 5);
  }

  private static long tied(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    long tied = 0;
    int start = 0;
    for (int i = 1; i <= sorted.length; i++) {
      if (i == sorted.length || sorted[i] != sorted[start]) {
        tied += pairs(i - start);
        start = i;
      }
    }
    return tied;
  }
}
