package dev.tributary.exporters.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.Units;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlanTest {

  private static final Instant FROM = Instant.parse("2025-05-30T00:00:00Z");

  @Test
  void aLastPieceOfAnIntervalHasAReading() {
    assertThat(Plan.messages(3, FROM, FROM.plusSeconds(3600), Plans.EVERY)).isEqualTo(18);
    assertThat(Plan.messages(3, FROM, FROM.plusSeconds(3601), Plans.EVERY)).isEqualTo(21);
    assertThat(Plan.messages(3, FROM, FROM.plusSeconds(1), Plans.EVERY)).isEqualTo(3);
  }

  @Test
  void whatCannotBeIsRefused() {
    refused(0, FROM, Plans.EVERY, 1, Set.of(), 0, "0 cities are not between 1 and 100,000");
    refused(100_001, FROM, Plans.EVERY, 1, Set.of(), 0, "100,001 cities are not");
    refused(1, FROM, Duration.ZERO, 1, Set.of(), 0, "not whole seconds apart");
    refused(1, FROM, Duration.ofMillis(1500), 1, Set.of(), 0, "not whole seconds apart");
    refused(1, FROM, Plans.EVERY, 0, Set.of(), 0, "no message before the end");
    refused(1, FROM, Plans.EVERY, 1, Set.of(), 1.5, "1.5 is not between 0 and 1");
    refused(1, FROM, Plans.EVERY, 1, Set.of(), Double.NaN, "NaN is not between 0 and 1");
    refused(1, FROM, Plans.EVERY, 1, Set.of(Part.WEATHER), 0, "without its weather");
    refused(1, Instant.EPOCH, Plans.EVERY, 1, Set.of(), 0, "within the years 1971 and 9998");
    refused(1, FROM, Plans.EVERY, Long.MAX_VALUE, Set.of(), 0, "within the years 1971 and 9998");
  }

  @Test
  void theFirstAndTheLastYearHaveWeather() {
    Plan first = Plans.small(2, "1971-01-01T00:00:00Z", Plans.EVERY, 2);
    Plan last = Plans.whole(2, "9998-12-31T00:00:00Z", 200, Units.METRIC);

    assertThat(Plans.messages(first)).hasSize(2);
    assertThat(Plans.messages(last)).hasSize(200);
  }

  private static void refused(
      int cities,
      Instant from,
      Duration every,
      long messages,
      Set<Part> without,
      double dirty,
      String why) {
    assertThatThrownBy(
            () -> new Plan(cities, from, every, messages, 1, Units.METRIC, without, dirty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
