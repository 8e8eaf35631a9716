package dev.tributary.exporters.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Weather is like weather. */
final class AtmosphereTest {

  private static final long HOUR = 3600;
  private static final long YEAR = 365 * 24 * HOUR;
  private static final long BEGIN = Plans.second("2025-01-01T00:00:00Z");

  private final Atmosphere atmosphere = new Atmosphere(1);

  @Test
  void julyIsWarmerThanJanuaryInTheNorthAndColderInTheSouth() {
    assertThat(month("Paris", "2025-07")).isGreaterThan(month("Paris", "2025-01") + 10);
    assertThat(month("Sydney", "2025-01")).isGreaterThan(month("Sydney", "2025-07") + 6);
    assertThat(month("Singapore", "2025-07")).isCloseTo(month("Singapore", "2025-01"), within(4.0));
  }

  @Test
  void afternoonsAreWarmerThanNightsByTheSunNotByUtc() {
    for (String name : List.of("Paris", "Tokyo", "Honiara", "La Paz", "Dubai")) {
      City city = Plans.city(name);
      long noon = Math.round(12 * HOUR - city.lon() * 240);
      double afternoon = mean(city, noon + 3 * HOUR);
      double night = mean(city, noon - 8 * HOUR);
      assertThat(afternoon - night).as(name).isBetween(2.0, 16.0);
    }
  }

  @Test
  void stationsNearEachOtherHaveMoreInCommonThanFarOnes() {
    double[] paris = pressure("Paris");
    double near = correlation(paris, pressure("Brussels")); // 260 km
    double further = correlation(paris, pressure("Rome")); // 1,100 km
    double far = correlation(paris, pressure("Tokyo"));

    assertThat(near).isGreaterThan(0.8);
    assertThat(further).isBetween(-0.2, 0.8);
    assertThat(far).isBetween(-0.25, 0.25);
  }

  @Test
  void aPlaceIsLikeItselfAnHourAgo() {
    City city = Plans.city("Paris");
    double steps =
        LongStream.range(0, 24 * 60)
            .map(hour -> BEGIN + hour * HOUR)
            .mapToDouble(
                time ->
                    Math.abs(
                        atmosphere.temperature(city, time + 600)
                            - atmosphere.temperature(city, time)))
            .max()
            .orElseThrow();

    assertThat(steps).isBetween(0.1, 1.5);
  }

  @Test
  void rainComesWithLowPressure() {
    City city = Plans.city("Paris");
    double[] wet =
        hours()
            .filter(time -> atmosphere.intensity(city, time) > 0)
            .mapToDouble(time -> atmosphere.pressure(city, time))
            .toArray();
    double[] all = pressure("Paris");

    assertThat(mean(wet)).isLessThan(mean(all) - 5);
  }

  @Test
  void itRainsWhereItRains() {
    double dubai = yearsRain("Dubai");
    double paris = yearsRain("Paris");
    double singapore = yearsRain("Singapore");

    // As the list of cities says, 95, 634 and 2,110 mm; a year is half or double of others.
    assertThat(dubai).isBetween(1.0, 200.0);
    assertThat(paris).isBetween(317.0, 1268.0);
    assertThat(singapore).isBetween(1055.0, 4220.0);
  }

  @Test
  void windBlowsFromWhereItComes() {
    Plan plan = Plans.small(1, "2025-01-01T00:00:00Z", Duration.ofHours(6), 400);
    City city = Plans.city("Paris");
    for (JsonNode message : Plans.messages(plan).toList()) {
      JsonNode wind = message.at("/weather/wind");
      if (!wind.has("deg")) {
        continue;
      }
      long second = message.at("/weather/dt").longValue();
      double from = Math.toRadians(wind.get("deg").intValue());
      double speed = wind.get("speed").doubleValue();
      // The wind that blows from the west is the part of it that has come from 270°.
      assertThat(-speed * Math.sin(from)).isCloseTo(atmosphere.westWind(city, second), within(0.2));
      assertThat(-speed * Math.cos(from))
          .isCloseTo(atmosphere.southWind(city, second), within(0.2));
    }
  }

  private double yearsRain(String name) {
    City city = Plans.city(name);
    Precipitation.Fall year = new Precipitation(atmosphere).between(city, BEGIN, BEGIN + YEAR);
    return year.both();
  }

  private static double month(String name, String month) {
    int number = Plans.number(name);
    Plan plan =
        Plans.small(number + 1, month + "-01T00:00:00Z", Duration.ofHours(1), 744L * (number + 1));
    Messages messages = new Messages(plan);
    return LongStream.range(0, 744)
        .mapToObj(hour -> Plans.json(messages.get(hour * (number + 1) + number).json()))
        .mapToDouble(message -> message.at("/weather/main/temp").doubleValue())
        .average()
        .orElseThrow();
  }

  private double mean(City city, long timeOfDay) {
    return LongStream.range(0, 365)
        .mapToDouble(day -> atmosphere.temperature(city, BEGIN + day * 24 * HOUR + timeOfDay))
        .average()
        .orElseThrow();
  }

  private double[] pressure(String name) {
    City city = Plans.city(name);
    return hours().mapToDouble(time -> atmosphere.pressure(city, time)).toArray();
  }

  private static LongStream hours() {
    return LongStream.range(0, 365 * 24).map(hour -> BEGIN + hour * HOUR);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** Pearson's. */
  private static double correlation(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double both = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      both += (a[i] - meanA) * (b[i] - meanB);
      squaresA += (a[i] - meanA) * (a[i] - meanA);
      squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    return both / Math.sqrt(squaresA * squaresB);
  }
}
