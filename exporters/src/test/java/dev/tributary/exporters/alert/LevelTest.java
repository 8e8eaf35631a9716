package dev.tributary.exporters.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LevelTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "9.99, 0", "10, 1", "19.99, 1", "20, 2", "60, 2"})
  void windIsOneFromTenMetresASecondOnAndTwoFromTwenty(double speed, int level) {
    assertThat(Level.wind(speed)).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"-40, 0", "24.99, 0", "25, 1", "34.99, 1", "35, 2", "50, 2"})
  void heatIsOneFrom25DegreesOnAndTwoFrom35(double celsius, int level) {
    assertThat(Level.heat(celsius)).isEqualTo(level);
  }

  @Test
  void theNumberNextToABoundIsBelowIt() {
    assertThat(Level.wind(Math.nextDown(10.0))).isZero();
    assertThat(Level.wind(Math.nextDown(20.0))).isEqualTo(1);
    assertThat(Level.heat(Math.nextDown(25.0))).isZero();
    assertThat(Level.heat(Math.nextDown(35.0))).isEqualTo(1);
  }
}
