package dev.tributary.mapreduce.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MannKendallTest {

  /**
   * EPA, Data Quality Assessment: Statistical Methods for Practitioners, QA/G-9S (2006), p. 109.
   */
  @Test
  void theExampleOfTheEpaWithTies() {
    MannKendall test = MannKendall.of(new double[] {10, 10, 10, 5, 10, 20, 18, 17, 15, 24, 15});
    assertThat(test.s()).isEqualTo(22);
    assertThat(test.variance()).isCloseTo(155.33, within(0.005));
    assertThat(test.z()).isCloseTo(1.685, within(0.0005));
    assertThat(test.p()).isCloseTo(0.0920, within(0.0001)); // 2(1 - Φ(1.685)), from a table
  }

  /** A. J. Little, College of the Holy Cross, "A Mann-Kendall Example (By Hand)". */
  @Test
  void theExampleByHand() {
    MannKendall test =
        MannKendall.of(
            new double[] {
              12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7
            });
    assertThat(test.s()).isEqualTo(54);
    assertThat(test.variance()).isEqualTo((14 * 13 * 33 - 2 * 9) / 18.0);
    assertThat(test.z()).isCloseTo(2.9058, within(0.00005));
    assertThat(test.p() / 2).isCloseTo(.0018, within(0.00005)); // one-sided there
  }

  /**
   * EPA, Unified Guidance (EPA 530/R-09-007, 2009), example 17-7, sodium, as R's EnvStats (Millard)
   * works it out.
   */
  @Test
  void theExampleOfTheUnifiedGuidance() {
    MannKendall test = MannKendall.of(new double[] {56, 53, 51, 55, 52, 60, 62, 59, 61, 63});
    assertThat(test.s()).isEqualTo(25);
    assertThat(test.z()).isCloseTo(2.146625, within(5e-7));
    assertThat(test.p()).isCloseTo(0.03182313, within(5e-9));
  }

  /** D. Kong, R package rtrend, the example of mkTrend. */
  @Test
  void theExampleOfRtrend() {
    MannKendall test =
        MannKendall.of(new double[] {4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69});
    assertThat(test.z()).isCloseTo(0.35777087639996635, within(1e-15));
    assertThat(test.p()).isCloseTo(0.7205147871362552, within(1e-15));
  }

  @Test
  void aFallIsARiseTheOtherWay() {
    MannKendall rise = MannKendall.of(new double[] {1, 2, 4, 3, 7});
    MannKendall fall = MannKendall.of(new double[] {7, 3, 4, 2, 1});
    assertThat(fall.s()).isEqualTo(-rise.s()).isEqualTo(-8);
    assertThat(fall.z()).isEqualTo(-rise.z());
    assertThat(fall.p()).isEqualTo(rise.p());
  }

  @Test
  void noVarianceAndNoTrendAreCertain() {
    assertThat(MannKendall.of(new double[] {3, 3, 3, 3})).isEqualTo(new MannKendall(0, 0, 0, 1));
    assertThat(MannKendall.of(new double[] {1, 2, 2, 1}).z()).isZero();
    assertThat(MannKendall.of(new double[] {1, 2, 2, 1}).p()).isEqualTo(1);
    assertThat(MannKendall.of(new double[] {0.0, -0.0, 0.0, -0.0}).s()).isZero();
  }

  /** 2(1 - Φ(z)) would be 0 here: 40 years that rise each time. */
  @Test
  void aSmallProbabilityKeepsItsDigits() {
    double[] values = new double[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    MannKendall test = MannKendall.of(values);
    assertThat(test.s()).isEqualTo(780);
    assertThat(test.z()).isCloseTo(779 / Math.sqrt(40 * 39 * 85 / 18.0), within(1e-12));
    assertThat(test.p()).isBetween(1e-20, 1e-18);
  }
}
