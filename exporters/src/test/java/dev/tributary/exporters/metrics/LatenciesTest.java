package dev.tributary.exporters.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatenciesTest {

  private static final double[] SHARES = {0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1};

  @Test
  void quantilesAreThoseOfTheSortedLatenciesToTheStatedError() {
    Random random = new Random(6);
    // From a nanosecond to a quarter of an hour, each length of digits as often.
    compare(10_000, () -> (long) Math.pow(10, 12 * random.nextDouble()));
    compare(10_000, () -> (long) (5_000_000 * -Math.log(1 - random.nextDouble())));
    compare(10_000, () -> random.nextInt(100) < 98 ? 2_000_000 : 30_000_000_000L);
    compare(1_001, () -> random.nextLong(Long.MAX_VALUE));
    compare(7, () -> random.nextInt(1_000));
  }

  @Test
  void fewNanosecondsAreExact() {
    for (long nanos = 0; nanos < 32; nanos++) {
      assertThat(of(nanos).quantile(0.5)).isEqualTo((double) nanos);
    }
  }

  @Test
  void everyLengthHasItsBucket() {
    // Up to 52 days a double holds each, and the error can be asserted to the last bit.
    for (int power = 0; power < 52; power++) {
      for (long nanos : new long[] {(1L << power) - 1, 1L << power, (1L << power) + 1}) {
        assertIsNear(of(nanos).quantile(0.99), nanos);
      }
    }
    assertIsNear(of(Long.MAX_VALUE).quantile(0.99), Long.MAX_VALUE);
  }

  @Test
  void aClockThatWasSetBackMakesNoNegativeLatency() {
    assertThat(of(-1, Long.MIN_VALUE).quantile(1)).isZero();
  }

  @Test
  void noLatenciesHaveNoQuantile() {
    assertThatThrownBy(() -> of().quantile(0.5)).isInstanceOf(IllegalStateException.class);
  }

  /** The exact quantile is the nearest rank of all lengths, sorted. */
  private static void compare(int size, LongSupplier lengths) {
    long[] all = LongStream.generate(lengths).limit(size).toArray();
    Latencies latencies = of(all);
    Arrays.sort(all);
    for (double share : SHARES) {
      int rank = Math.max(1, (int) Math.ceil(share * size));
      assertIsNear(latencies.quantile(share), all[rank - 1]);
    }
  }

  private static void assertIsNear(double quantile, long exact) {
    assertThat(Latencies.MAX_ERROR).isLessThanOrEqualTo(0.05);
    assertThat(quantile).isCloseTo((double) exact, within(exact * Latencies.MAX_ERROR));
  }

  private static Latencies of(long... lengths) {
    Latencies latencies = new Latencies();
    for (long nanos : lengths) {
      latencies.add(nanos);
    }
    return latencies;
  }
}
