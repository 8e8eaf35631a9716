package dev.tributary.mapreduce.statistics;

import dev.tributary.catalog.record.ShortestDecimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Sen's estimate of a trend: the median of the slopes (x<sub>j</sub> − x<sub>i</sub>) /
 * (t<sub>j</sub> − t<sub>i</sub>) of all pairs of points; Sen, Journal of the American Statistical
 * Association 63 (1968), and Gilbert (1987), section 16.5.
 */
public final class SenSlope {

  private SenSlope() {}

  /**
   * The slope per unit of time. Each pair's slope is computed exactly from the values' shortest
   * decimals and rounded once.
   *
   * @param times ascending, each once; at least two
   * @param values the value at each time
   */
  public static double of(int[] times, double[] values) {
    int n = times.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      BigDecimal from = ShortestDecimal.number(values[i]);
      for (int j = i + 1; j < n; j++) {
        BigDecimal rise = ShortestDecimal.number(values[j]).subtract(from);
        BigInteger run = BigInteger.valueOf((long) times[j] - times[i]);
        slopes[at++] = ExactRatio.of(rise, run).toDouble();
      }
    }
    Arrays.sort(slopes);
    return (slopes[(at - 1) / 2] + slopes[at / 2]) / 2;
  }
}
