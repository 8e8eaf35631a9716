package dev.tributary.exporters.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleTest {

  /** Times at -5, 5, 15, 25 …: nanoTime may be below zero. */
  @ParameterizedTest
  @CsvSource({"-5, -5", "-4, 5", "4, 5", "5, 5", "6, 15", "15, 15", "104, 105", "-100, -5"})
  void theNextTimeIsTheFirstThatIsNotPast(long now, long next) {
    assertThat(new Schedule(-5, 10).next(now)).isEqualTo(next);
  }

  @Test
  void timesAreApart() {
    assertThatThrownBy(() -> new Schedule(0, 0)).hasMessage("times are apart");
  }
}
