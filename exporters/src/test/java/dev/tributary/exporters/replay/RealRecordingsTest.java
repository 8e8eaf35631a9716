package dev.tributary.exporters.replay;

import static dev.tributary.exporters.replay.Recordings.METRIC;
import static dev.tributary.exporters.replay.Recordings.REAL;
import static dev.tributary.exporters.replay.Recordings.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.exporters.weather.Units;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recorded answers; counts are of the README beside them, sums of a few lines of Python. */
final class RealRecordingsTest {

  private static final Circumstances YOKOHAMA = metric("Yokohama", "JP", "Asia/Tokyo");

  @BeforeEach
  void areHere() {
    assumeTrue(Files.isDirectory(REAL), "the real recordings are not here");
  }

  @Test
  void everyWorldCityIsAMessageWithItsAnswerUnchanged() throws IOException {
    Circumstances kelvin =
        new Circumstances(Optional.of(Units.STANDARD), Optional.empty(), Optional.empty());
    List<JsonNode> messages = all("current_world_cities_2024-09-26_kelvin.jsonl", kelvin);
    assertThat(messages).hasSize(247);
    List<String> lines =
        Files.readAllLines(REAL.resolve("current_world_cities_2024-09-26_kelvin.jsonl"));
    for (int i = 0; i < lines.size(); i++) {
      assertThat(messages.get(i).path("weather").toString()).isEqualTo(dense(lines.get(i)));
    }
    List<JsonNode> weather = messages.stream().map(message -> message.path("weather")).toList();
    assertThat(weather.stream().filter(each -> each.has("rain"))).hasSize(36);
    assertThat(weather.stream().filter(each -> each.path("wind").has("gust"))).hasSize(109);
    assertThat(weather.stream().filter(each -> each.path("weather").size() == 2)).hasSize(5);
    assertThat(weather.stream().filter(each -> !each.path("sys").has("type"))).hasSize(47);
    assertThat(sum(messages, "/weather/main/temp")).isEqualByComparingTo("73320.66");
    assertThat(new HashSet<>(read("current_world_cities_2024-09-26_kelvin.jsonl", kelvin).keys()))
        .hasSize(245)
        .contains("AE/Abu Dhabi", "HR/Donji grad");
  }

  @Test
  void thePrettyPrintedOnesAreAMessageEach() throws IOException {
    Map<String, String> keys =
        Map.of(
            "Chennai", "IN/Chennai",
            "Delhi", "IN/Delhi",
            "London", "GB/London",
            "Mumbai", "IN/Mumbai",
            "New_York", "US/New York");
    for (Map.Entry<String, String> city : keys.entrySet()) {
      Recordings.Content content = read("current_" + city.getKey() + "_metric.json", METRIC);
      assertThat(content.keys()).containsExactly(city.getValue());
    }
    JsonNode newYork = all("current_New_York_metric.json", METRIC).get(0);
    assertThat(newYork.path("observed_at").asText()).isEqualTo("2026-06-25T09:17:58Z");
    assertThat(newYork.path("utc_offset_seconds").asInt()).isEqualTo(-14400);
    assertThat(newYork.path("weather").path("wind").path("speed").toString()).isEqualTo("1");
  }

  @Test
  void yokohamasAirIsAMessageAReading() throws IOException {
    List<JsonNode> messages = all("air_pollution_yokohama_2025.jsonl", YOKOHAMA);
    assertThat(messages).hasSize(3_832);
    assertThat(sum(messages, "/air_pollution/list/0/main/aqi")).isEqualByComparingTo("7852");
    assertThat(messages.get(0).path("observed_at").asText()).isEqualTo("2025-05-30T04:23:03Z");
    assertThat(sum(messages, "/lat")).isEqualByComparingTo("135835.7825");
    assertThat(messages.stream().map(each -> each.path("utc_offset_seconds").asInt()))
        .containsOnly(32400);
  }

  @Test
  void yokohamasFlatWeatherIsAsManyAnswers() throws IOException {
    List<JsonNode> messages = all("current_flat_yokohama_2025.jsonl", YOKOHAMA);
    assertThat(messages).hasSize(3_832);
    assertThat(sum(messages, "/weather/main/temp")).isEqualByComparingTo("50563.66");
    assertThat(messages.stream().filter(each -> each.path("weather").has("rain"))).hasSize(424);
    assertThat(sum(messages, "/weather/rain/1h")).isEqualByComparingTo("1238.68");
    assertThat(sum(messages, "/precipitations_info/rain_1h")).isEqualByComparingTo("1238.68");
    assertThat(messages.stream().filter(each -> each.at("/weather/weather").size() == 2))
        .hasSize(69);
    assertThat(new HashSet<>(messages.stream().map(each -> each.path("observed_at")).toList()))
        .hasSize(3_832);
    assertThat(messages.get(3_831).path("observed_at").asText()).isEqualTo("2025-12-31T23:26:24Z");
  }

  @Test
  void forecastsAreAMessageEach() throws IOException {
    JsonNode nagasaki = all("forecast5_Nagasaki_metric.json", METRIC).get(0);
    assertThat(nagasaki.path("observed_at").asText()).isEqualTo("2025-05-22T06:00:00Z");
    assertThat(nagasaki.path("forecast").path("list")).hasSize(40);
    JsonNode lisbon = all("forecast5_Lisbon_metric.json", METRIC).get(0);
    assertThat(lisbon.path("observed_at").asText()).isEqualTo("2026-04-10T18:00:00Z");
    assertThat(lisbon.has("lat")).isFalse(); // its coord is {}
    assertThat(lisbon.path("city_id").asInt()).isEqualTo(2267057);
  }

  @Test
  void forecastsThatWereLaidFlatAreAMessageACity() throws IOException {
    JsonNode london =
        all("forecast_London_flat.csv", metric("London", "GB", "Europe/London")).get(0);
    assertThat(london.path("observed_at").asText()).isEqualTo("2026-06-25T12:00:00Z");
    assertThat(london.at("/forecast/cnt").asInt()).isEqualTo(40);
    assertThat(steps(london, "/main/temp")).isEqualByComparingTo("956.27");
    assertThat(steps(london, "/wind/speed")).isEqualByComparingTo("123.17");
    JsonNode delhi = all("forecast_Delhi_flat.csv", metric("Delhi", "IN", "Asia/Kolkata")).get(0);
    assertThat(steps(delhi, "/main/temp")).isEqualByComparingTo("1590.56");
    assertThat(delhi.path("utc_offset_seconds").asInt()).isEqualTo(19800);
  }

  @Test
  void theErrorIsNoMessage() throws IOException {
    Recordings.Content content = read("error_404_city_not_found.json", METRIC);
    assertThat(content.records()).isEmpty();
    assertThat(content.refusals())
        .containsExactly("error_404_city_not_found.json line 1: the API says 404: city not found");
  }

  @Test
  void answersOfAnotherServiceAreNotTaken() throws IOException {
    Path other = REAL.resolve("../openmeteo");
    for (String name :
        List.of(
            "current_weather_26_polish_cities_2024-12-11.json",
            "exercise7_alerts_France_Paris.jsonl")) {
      Recordings.Content content = Recordings.read(other.resolve(name), YOKOHAMA);
      assertThat(content.records()).isEmpty();
      assertThat(content.refusals()).isNotEmpty();
    }
    assertThat(
            Recordings.refusal(
                REAL.resolve("../observations/world_capitals_2023-08-29_2023-09-30.csv"), YOKOHAMA))
        .contains("is neither JSON nor rows of forecasts: it begins 'country,location_name,");
  }

  /** A line without its spaces and escapes, made without reading it: each digit is where it was. */
  private static String dense(String line) {
    return Pattern.compile("\\\\u([0-9a-f]{4})")
        .matcher(line)
        .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)))
        .replace("\": ", "\":")
        .replace(", \"", ",\"")
        .replace(", {", ",{");
  }

  private static List<JsonNode> all(String name, Circumstances circumstances) throws IOException {
    Recordings.Content content = read(name, circumstances);
    assertThat(content.refusals()).isEmpty();
    List<JsonNode> messages = new ArrayList<>();
    for (int i = 0; i < content.records().size(); i++) {
      messages.add(content.message(i));
    }
    return messages;
  }

  private static Recordings.Content read(String name, Circumstances circumstances)
      throws IOException {
    return Recordings.read(REAL.resolve(name), circumstances);
  }

  private static BigDecimal steps(JsonNode message, String pointer) {
    List<JsonNode> steps = new ArrayList<>();
    message.at("/forecast/list").forEach(steps::add);
    return sum(steps, pointer);
  }

  private static BigDecimal sum(List<JsonNode> messages, String pointer) {
    return messages.stream()
        .map(message -> message.at(pointer))
        .map(number -> number.isMissingNode() ? BigDecimal.ZERO : number.decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
