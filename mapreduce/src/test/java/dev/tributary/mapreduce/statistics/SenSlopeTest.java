package dev.tributary.mapreduce.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SenSlopeTest {

  /** Sen (1968), his example, as SciPy's tests quote it: times with gaps. */
  @Test
  void theExampleOfSen() {
    assertThat(
            SenSlope.of(
                new int[] {1, 2, 3, 4, 10, 12, 18}, new double[] {9, 15, 19, 20, 45, 55, 78}))
        .isEqualTo(4);
  }

  /** EPA, Unified Guidance (2009), example 17-7; its times are decimals, here tenths of a year. */
  @Test
  void theExampleOfTheUnifiedGuidance() {
    assertThat(
            SenSlope.of(
                new int[] {896, 901, 908, 911, 921, 931, 941, 956, 961, 963},
                new double[] {56, 53, 51, 55, 52, 60, 62, 59, 61, 63}))
        .isCloseTo(0.13333333, within(5e-9));
  }

  /** D. Kong, R package rtrend, the example of mkTrend. */
  @Test
  void theExampleOfRtrend() {
    int[] times = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    double[] values = {4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69};
    assertThat(SenSlope.of(times, values)).isCloseTo(0.04, within(1e-15));
  }

  @Test
  void theMiddleOfAnOddNumberOfSlopes() {
    // 1/1, 9/3 and 8/2.
    assertThat(SenSlope.of(new int[] {2000, 2001, 2003}, new double[] {0, 1, 9})).isEqualTo(3);
  }

  @Test
  void theMeanOfTheTwoInTheMiddle() {
    // 4, 3/2, 5/3, -1, 1/2 and 2.
    assertThat(SenSlope.of(new int[] {0, 1, 2, 3}, new double[] {1, 5, 4, 6}))
        .isEqualTo((1.5 + 5 / 3.0) / 2);
  }

  @Test
  void decimalsAreTakenAsTheyAreWritten() {
    // 0.3 - 0.1 is 0.19999999999999998 in doubles.
    assertThat(SenSlope.of(new int[] {2000, 2001}, new double[] {0.1, 0.3})).isEqualTo(0.2);
  }
}
