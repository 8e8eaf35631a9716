package dev.tributary.exporters.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.exporters.weather.Units;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is told of rain and snow adds up to what fell. */
final class PrecipitationTest {

  private static final long DAY = 86_400;
  private static final long BEGIN = Plans.second("2025-05-01T00:00:00Z");

  private final Atmosphere atmosphere = new Atmosphere(1);
  private final Precipitation precipitation = new Precipitation(atmosphere);

  @Test
  void theHoursOfADayAddUpToWhatFellOnIt() {
    int rainy = 0;
    for (String name : List.of("Paris", "Singapore", "Kathmandu", "Tromsø")) {
      int number = Plans.number(name);
      Plan plan =
          Plans.small(number + 1, "2025-05-01T01:00:00Z", Duration.ofHours(1), 720L * (number + 1));
      Messages messages = new Messages(plan);
      for (int day = 0; day < 30; day++) {
        int first = day * 24;
        double told =
            LongStream.range(first, first + 24)
                .mapToObj(hour -> Plans.json(messages.get(hour * (number + 1) + number).json()))
                .mapToDouble(message -> amount(message, "1h"))
                .sum();
        double fell = integral(Plans.city(name), BEGIN + day * DAY, BEGIN + (day + 1) * DAY);
        // Rain and snow of each hour are told to half a hundredth.
        assertThat(told).as(name + " " + day).isCloseTo(fell, within(24 * 2 * 0.005 + 0.02));
        rainy += fell > 2 ? 1 : 0;
      }
    }
    assertThat(rainy).isGreaterThan(15);
  }

  @Test
  void theLastHourSlides() {
    Plan plan = Plans.small(1, "2025-05-01T00:00:00Z", Duration.ofMinutes(7), 5_000);
    City city = Plans.city("Paris");
    int rainy = 0;
    for (JsonNode message : Plans.messages(plan).toList()) {
      long second = message.at("/weather/dt").longValue();
      double told = amount(message, "1h");
      if (told > 0.1) {
        assertThat(told).isCloseTo(integral(city, second - 3600, second), within(0.02));
        rainy++;
      }
    }
    assertThat(rainy).isGreaterThan(50);
  }

  @Test
  void aForecastTellsThreeHours() {
    Plan plan = Plans.whole(80, "2025-05-01T00:00:00Z", 80, Units.METRIC);
    List<JsonNode> messages = Plans.messages(plan).toList();
    int rainy = 0;
    for (int i = 0; i < messages.size(); i++) {
      City city = Cities.first(80).get(i);
      for (JsonNode step : messages.get(i).at("/forecast/list")) {
        long second = step.get("dt").longValue();
        double told = step.at("/rain/3h").asDouble() + step.at("/snow/3h").asDouble();
        assertThat(told).isCloseTo(integral(city, second - 3 * 3600, second), within(0.03));
        rainy += told > 1 ? 1 : 0;
      }
    }
    assertThat(rainy).isGreaterThan(50);
  }

  @Test
  void itSnowsInTheColdAndRainsInTheWarmth() {
    Precipitation.Fall winter =
        precipitation.between(
            Plans.city("Yakutsk"),
            Plans.second("2024-12-01T00:00:00Z"),
            Plans.second("2025-03-01T00:00:00Z"));
    Precipitation.Fall july =
        precipitation.between(
            Plans.city("Singapore"),
            Plans.second("2025-07-01T00:00:00Z"),
            Plans.second("2025-08-01T00:00:00Z"));

    assertThat(winter.snow()).isPositive();
    assertThat(winter.rain()).isZero();
    assertThat(july.rain()).isPositive();
    assertThat(july.snow()).isZero();
  }

  @Test
  void rainBeginsAndEndsByAndBy() {
    City city = Plans.city("Singapore");
    double steepest =
        LongStream.range(0, 30 * 144)
            .map(step -> BEGIN + step * 600)
            .mapToDouble(
                time ->
                    Math.abs(
                        precipitation.at(city, time + 600).both()
                            - precipitation.at(city, time).both()))
            .max()
            .orElseThrow();

    assertThat(steepest).isBetween(0.2, 3.0); // mm an hour in ten minutes; it comes to 10 and more
  }

  /** Amounts by the trapezoids of half minutes, mm. */
  private double integral(City city, long from, long until) {
    double sum = 0;
    for (long time = from; time < until; time += 30) {
      sum +=
          (precipitation.at(city, time).both() + precipitation.at(city, time + 30).both())
              / 2
              * (30 / 3600.0);
    }
    return sum;
  }

  private static double amount(JsonNode message, String hours) {
    double amount =
        message.at("/weather/rain/" + hours).asDouble()
            + message.at("/weather/snow/" + hours).asDouble();
    JsonNode info = message.get("precipitations_info");
    assertThat(info.get("rain_" + hours).doubleValue() + info.get("snow_" + hours).doubleValue())
        .isEqualTo(amount);
    return amount;
  }
}
