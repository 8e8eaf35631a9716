package dev.tributary.exporters.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class SunTest {

  private static final Path REAL =
      Path.of("../../shared/data/weather/openweather/current_world_cities_2024-09-26_kelvin.jsonl");

  @Test
  void itRisesAndSetsWhenTheApiSaysSo() throws IOException {
    assumeTrue(Files.exists(REAL), "the real answers are not here");
    int cities = 0;
    for (String line : Files.readAllLines(REAL)) {
      JsonNode answer = Plans.json(line);
      double lat = answer.at("/coord/lat").doubleValue();
      double lon = answer.at("/coord/lon").doubleValue();
      City city =
          new City(
              answer.get("name").textValue(),
              "XX",
              1,
              lat,
              lon,
              Spot.of(lat, lon),
              ZoneOffset.ofTotalSeconds(answer.get("timezone").intValue()).getRules(),
              Climate.of(0, 10, 10, 500));
      Sun sun = Sun.of(city, answer.get("dt").longValue());
      // The API tells places beyond the date line of the day after that of their clocks.
      long later = lon < -150 && city.offset(0) > 0 ? 86_400 : 0;
      assertThat(sun.rise() + later)
          .as(line)
          .isCloseTo(answer.at("/sys/sunrise").longValue(), within(90L));
      assertThat(sun.set() + later)
          .as(line)
          .isCloseTo(answer.at("/sys/sunset").longValue(), within(90L));
      cities++;
    }
    assertThat(cities).isEqualTo(247);
  }

  /** From 05:47 to 21:58 by the clocks of Paris, as its almanac has it. */
  @Test
  void midsummerInParisIsLong() {
    Sun sun = Sun.of(Plans.city("Paris"), Plans.second("2025-06-21T12:00:00Z"));

    assertThat(sun.rise()).isCloseTo(Plans.second("2025-06-21T03:47:00Z"), within(90L));
    assertThat(sun.set()).isCloseTo(Plans.second("2025-06-21T19:58:00Z"), within(90L));
  }

  @Test
  void inPolarDayAndNightItDoesNeither() {
    City city = Plans.city("Longyearbyen");
    Sun day = Sun.of(city, Plans.second("2025-06-21T00:00:00Z"));
    Sun night = Sun.of(city, Plans.second("2025-12-21T12:00:00Z"));

    assertThat(day).isEqualTo(new Sun(0, 0, true));
    assertThat(night).isEqualTo(new Sun(0, 0, false));
    assertThat(day.isUp(Plans.second("2025-06-21T00:00:00Z"))).isTrue();
    assertThat(night.isUp(Plans.second("2025-12-21T12:00:00Z"))).isFalse();
  }

  @Test
  void itIsThatOfTheDayThatClocksShow() {
    // At 13 hours ahead of UTC and 175° west, the sun and the clocks are not of the same day.
    City city = Plans.city("Nuku'alofa");
    for (int hour = 0; hour < 24; hour++) {
      long time = Plans.second("2025-03-10T11:00:00Z") + hour * 3600L;
      Sun sun = Sun.of(city, time);
      assertThat(Instant.ofEpochSecond(sun.rise()).atOffset(ZoneOffset.ofHours(13)).toString())
          .startsWith("2025-03-11T06:");
    }
  }
}
