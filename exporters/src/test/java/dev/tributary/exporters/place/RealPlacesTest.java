package dev.tributary.exporters.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real answers and messages, where they are at hand. */
class RealPlacesTest {

  private static final Path REAL = Path.of("../../shared/data/weather");
  private static final Path POLISH =
      REAL.resolve("openmeteo/current_weather_26_polish_cities_2024-12-11.json");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Places PLACES = Places.of(setting -> Optional.empty());

  @BeforeEach
  void theDataAreThere() {
    assumeTrue(Files.isDirectory(REAL), REAL + " is absent");
  }

  @Test
  void aRawAnswerIsOfTheCityWhoseCoordinatesItHas() throws IOException {
    Map<String, Integer> countries = new TreeMap<>();
    JSON.readTree(POLISH.toFile())
        .fields()
        .forEachRemaining(
            each -> {
              Sighting sighting = read(each.getValue());
              assertThat(sighting.city()).isEqualTo(each.getKey());
              countries.merge(sighting.country(), 1, Integer::sum);
              JsonNode weather = each.getValue().path("current_weather");
              assertThat(sighting.temperature()).hasValue(weather.path("temperature").asDouble());
              assertThat(sighting.windspeed().getAsDouble() * 3.6)
                  .isBetween(
                      weather.path("windspeed").asDouble() - 0.01,
                      weather.path("windspeed").asDouble() + 0.01);
              assertThat(sighting.eventTime().get().toString())
                  .isEqualTo(weather.path("time").asText() + ":00Z");
            });
    assertThat(countries).isEqualTo(Map.of("PL", 24, "LV", 1, "DE", 1));
  }

  @Test
  void anAnswerThatIsNamedIsOfThePlaceThatItIsSaidToBeOf() throws IOException {
    JSON.readTree(POLISH.toFile())
        .fields()
        .forEachRemaining(
            each -> {
              ObjectNode named = each.getValue().deepCopy();
              Sighting sighting = read(named.put("city", each.getKey()).put("country", "Poland"));
              assertThat(sighting.country()).isEqualTo("PL");
              assertThat(sighting.city()).isEqualTo(each.getKey());
            });
  }

  @Test
  void anAnswerOfOpenWeatherIsOfItsNameAndCountry() throws IOException {
    Path kelvin = REAL.resolve("openweather/current_world_cities_2024-09-26_kelvin.jsonl");
    for (String line : Files.readAllLines(kelvin)) {
      JsonNode json = JSON.readTree(line);
      Sighting sighting = read(json);
      assertThat(sighting.country()).isEqualTo(json.path("sys").path("country").asText());
      assertThat(sighting.city()).isEqualTo(json.path("name").asText());
      assertThat(sighting.temperature().getAsDouble())
          .isBetween(
              json.path("main").path("temp").asDouble() - 273.16,
              json.path("main").path("temp").asDouble() - 273.14);
      assertThat(sighting.eventTime().get().getEpochSecond()).isEqualTo(json.path("dt").asLong());
    }
  }

  @Test
  void anAlertWithoutAPlaceIsOfItsCoordinatesOrItsKey() throws IOException {
    Path alerts = REAL.resolve("openmeteo/exercise7_alerts_France_Paris.jsonl");
    for (String line : Files.readAllLines(alerts)) {
      for (String key : new String[] {null, "FR-Paris"}) {
        Sighting sighting =
            PLACES.read("alert_stream", key == null ? null : bytes(key), bytes(line));
        assertThat(sighting.country()).isEqualTo("FR");
        assertThat(sighting.city()).isEqualTo("Paris");
        assertThat(sighting.weatherCode()).hasValue(3);
        assertThat(sighting.windAlertLevel()).hasValue(1);
        assertThat(sighting.heatAlertLevel()).hasValue(0);
      }
    }
  }

  @Test
  void theCountriesOfTheWorldsCapitalsAreKnown() throws IOException {
    Path capitals = REAL.resolve("observations/world_capitals_2023-08-29_2023-09-30.csv");
    Countries countries = new Countries();
    assertThat(
            Files.readAllLines(capitals).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .distinct()
                .filter(country -> countries.of(country).isEmpty()))
        .containsExactly("Congo");
  }

  private static Sighting read(JsonNode json) {
    try {
      return PLACES.read("geo_weather_stream", null, JSON.writeValueAsBytes(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
