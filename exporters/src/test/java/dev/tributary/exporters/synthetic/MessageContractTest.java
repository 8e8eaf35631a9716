package dev.tributary.exporters.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.RefusedAnswerException;
import dev.tributary.exporters.weather.Units;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every message is as the API's answers would make it. */
final class MessageContractTest {

  private static final Plan PLAN = Plans.whole(120, "2025-01-15T00:00:00Z", 360, Units.METRIC);

  @Test
  void everyPartIsAnAnswerOfTheApi() throws RefusedAnswerException {
    for (JsonNode message : Plans.messages(PLAN).toList()) {
      for (Part part : Part.values()) {
        assertThat(part.check(message.get(part.text()))).isInstanceOf(ObjectNode.class);
      }
      JsonNode forecast = message.get("forecast");
      assertThat(forecast.get("cnt").intValue()).isEqualTo(40);
      long first = forecast.at("/list/0/dt").longValue();
      long observed = message.at("/weather/dt").longValue();
      assertThat(first - observed).isBetween(1L, 3 * 3600L);
      for (int i = 0; i < 40; i++) {
        JsonNode step = forecast.get("list").get(i);
        assertThat(step.get("dt").longValue()).isEqualTo(first + i * 10_800L);
        assertThat(step.get("dt_txt").textValue().replace(' ', 'T') + "Z")
            .isEqualTo(Instant.ofEpochSecond(step.get("dt").longValue()).toString());
      }
    }
  }

  @Test
  void messagesHaveTheMembersOfTheContract() {
    for (JsonNode message : Plans.messages(PLAN).toList()) {
      assertThat(names(message))
          .containsExactly(
              "city",
              "country",
              "city_id",
              "lat",
              "lon",
              "kind",
              "observed_at",
              "utc_offset_seconds",
              "units",
              "sun_info",
              "precipitations_info",
              "air_pollution",
              "forecast",
              "weather",
              "fetched_at");
      assertThat(message.get("country").textValue()).matches("[A-Z]{2}");
      Instant observed = Instant.parse(message.get("observed_at").textValue());
      assertThat(observed.getEpochSecond()).isEqualTo(message.at("/weather/dt").longValue());
      assertThat(Instant.parse(message.get("fetched_at").textValue()))
          .isBetween(observed.plusSeconds(1), observed.plusSeconds(9));
    }
  }

  @Test
  void whatIsSaidTwiceIsTheSame() {
    for (JsonNode message : Plans.messages(PLAN).toList()) {
      for (String pointer : List.of("/air_pollution/coord", "/forecast/city/coord")) {
        assertThat(message.at(pointer)).isEqualTo(message.at("/weather/coord"));
      }
      assertThat(message.at("/forecast/city/timezone")).isEqualTo(message.at("/weather/timezone"));
      assertThat(message.at("/air_pollution/list/0/dt")).isEqualTo(message.at("/weather/dt"));
      assertThat(message.at("/weather/name")).isEqualTo(message.get("city"));
    }
  }

  @Test
  void conditionsFitTheirReading() {
    // Over a year, at all times of the day, in all real cities.
    Plan plan =
        Plans.small(Cities.REAL.size(), "2025-01-01T00:00:00Z", Duration.ofHours(71), 10_000);
    Map<String, Integer> seen = new TreeMap<>();
    for (JsonNode message : Plans.messages(plan).toList()) {
      JsonNode weather = message.get("weather");
      JsonNode primary = weather.at("/weather/0");
      String main = primary.get("main").textValue();
      seen.merge(main, 1, Integer::sum);
      int id = primary.get("id").intValue();
      double fallen = weather.at("/rain/1h").asDouble() + weather.at("/snow/1h").asDouble();
      String group =
          switch (id / 100) {
            case 2 -> "Thunderstorm";
            case 3 -> "Drizzle";
            case 5 -> "Rain";
            case 6 -> "Snow";
            case 7 -> id == 741 ? "Fog" : "Mist";
            default -> id == 800 ? "Clear" : "Clouds";
          };
      assertThat(main).isEqualTo(group);
      if (id < 700) {
        assertThat(fallen).as(message.toString()).isPositive();
        assertThat(weather.at("/clouds/all").intValue()).isGreaterThanOrEqualTo(75);
      }
      if (main.equals("Clear")) {
        assertThat(weather.at("/clouds/all").intValue()).isLessThan(11);
      }
      if (weather.has("rain") && !weather.has("snow")) {
        // Of the last hour: it may have become a little colder since.
        assertThat(weather.at("/main/temp").doubleValue()).isGreaterThan(-2);
      } else if (weather.has("snow") && !weather.has("rain")) {
        assertThat(weather.at("/main/temp").doubleValue()).isLessThan(4);
      }
      assertThat(weather.at("/wind/gust").asDouble(99))
          .isGreaterThan(weather.at("/wind/speed").doubleValue());
      assertThat(weather.at("/main/humidity").intValue()).isBetween(1, 100);
      assertThat(weather.at("/main/pressure").intValue()).isBetween(960, 1060);
      assertThat(weather.path("visibility").asInt(10_000)).isBetween(1, 10_000);
      assertThat(weather.at("/main/temp_min").doubleValue())
          .isLessThanOrEqualTo(weather.at("/main/temp").doubleValue());
      long dt = weather.get("dt").longValue();
      long rise = weather.at("/sys/sunrise").longValue();
      long set = weather.at("/sys/sunset").longValue();
      if (rise > 0) {
        assertThat(primary.get("icon").textValue()).endsWith(dt >= rise && dt < set ? "d" : "n");
      }
    }
    assertThat(seen)
        .containsOnlyKeys(
            "Clear", "Clouds", "Drizzle", "Fog", "Mist", "Rain", "Snow", "Thunderstorm");
  }

  @Test
  void membersAreAbsentAndNumbersWholeAsInTheApi() {
    Plan plan = Plans.small(79, "2025-03-01T00:00:00Z", Duration.ofHours(5), 3_000);
    List<JsonNode> answers = Plans.messages(plan).map(message -> message.get("weather")).toList();

    for (String pointer :
        List.of("/rain", "/snow", "/visibility", "/wind/gust", "/wind/deg", "/sys/type")) {
      assertThat(answers.stream().map(answer -> answer.at(pointer).isMissingNode()).distinct())
          .as(pointer)
          .containsExactlyInAnyOrder(true, false);
    }
    List<String> whole =
        answers.stream()
            .map(answer -> answer.at("/main/temp"))
            .filter(temp -> temp.doubleValue() == temp.longValue())
            .map(temp -> temp.isInt() ? "4" : "4.0")
            .distinct()
            .toList();
    assertThat(whole).containsExactlyInAnyOrder("4", "4.0");
    assertThat(answers.stream().map(answer -> answer.get("weather").size()).distinct())
        .containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void unitsAreOfTheSameWeather() {
    List<JsonNode> metric = answers(Units.METRIC);
    List<JsonNode> standard = answers(Units.STANDARD);
    List<JsonNode> imperial = answers(Units.IMPERIAL);
    for (int i = 0; i < metric.size(); i++) {
      double celsius = metric.get(i).at("/main/temp").doubleValue();
      double metres = metric.get(i).at("/wind/speed").doubleValue();
      // A number has two decimals, so one that is converted is right to half of the last.
      assertThat(standard.get(i).at("/main/temp").doubleValue())
          .isCloseTo(celsius + 273.15, within(1e-9));
      assertThat(imperial.get(i).at("/main/temp").doubleValue())
          .isCloseTo(celsius * 9 / 5 + 32, within(0.0051));
      assertThat(standard.get(i).at("/wind/speed").doubleValue()).isEqualTo(metres);
      assertThat(imperial.get(i).at("/wind/speed").doubleValue())
          .isCloseTo(metres / 0.44704, within(0.005 + 0.005 / 0.44704 + 1e-9));
      assertThat(imperial.get(i).path("rain")).isEqualTo(metric.get(i).path("rain"));
    }
  }

  /** Clocks of Paris went forward on 30 March and back on 26 October 2025, as its law has it. */
  @Test
  void theDaysWhenClocksChangeHave23And25Hours() {
    Map<String, Long> spring = localDays("2025-03-28T00:00:00Z");
    Map<String, Long> autumn = localDays("2025-10-24T00:00:00Z");

    assertThat(spring).containsEntry("2025-03-29", 144L).containsEntry("2025-03-30", 138L);
    assertThat(spring).containsEntry("2025-03-31", 144L);
    assertThat(autumn).containsEntry("2025-10-25", 144L).containsEntry("2025-10-26", 150L);
  }

  @Test
  void offsetsAreThoseOfTheCitysZone() {
    Map<String, String> zones =
        Map.of(
            "Kathmandu", "Asia/Kathmandu",
            "St. John's", "America/St_Johns",
            "Nuku'alofa", "Pacific/Tongatapu",
            "Sydney", "Australia/Sydney");
    zones.forEach(
        (name, zone) -> {
          for (String time : List.of("2025-01-15T00:00:00Z", "2025-07-15T00:00:00Z")) {
            int expected =
                ZoneId.of(zone).getRules().getOffset(Instant.parse(time)).getTotalSeconds();
            assertThat(Plans.city(name).offset(Plans.second(time))).isEqualTo(expected);
          }
        });
    assertThat(Plans.city("Kathmandu").offset(0)).isEqualTo(19_800); // half an hour until 1986
  }

  private static Map<String, Long> localDays(String from) {
    return Plans.messages(Plans.small(1, from, Plans.EVERY, 5 * 144))
        .collect(
            Collectors.groupingBy(
                message ->
                    LocalDateTime.ofInstant(
                            OffsetDateTime.parse(message.get("observed_at").textValue())
                                .toInstant(),
                            ZoneOffset.ofTotalSeconds(message.get("utc_offset_seconds").intValue()))
                        .toLocalDate()
                        .toString(),
                TreeMap::new,
                Collectors.counting()));
  }

  private static List<JsonNode> answers(Units units) {
    return Plans.messages(Plans.whole(79, "2025-01-15T00:00:00Z", 79, units))
        .peek(message -> assertThat(message.get("units").textValue()).isEqualTo(units.text()))
        .map(message -> message.get("weather"))
        .toList();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
