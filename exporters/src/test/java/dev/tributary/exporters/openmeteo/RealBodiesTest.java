package dev.tributary.exporters.openmeteo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.exporters.alert.AlertMessage;
import dev.tributary.exporters.alert.Level;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API's own answers; the README beside them says where they are from. */
final class RealBodiesTest {

  private static final Path REAL = Path.of("../../shared/data/weather/openmeteo");

  @BeforeAll
  static void areHere() {
    assumeTrue(Files.isDirectory(REAL), "the real answers are not here");
  }

  /**
   * Counted by a script of its own: 9 of the 26 winds are 10 or more in km/h, 13.3 at most, which
   * is 3.69 m/s.
   */
  @Test
  void windInKilometresAnHourIsNoAlert() throws Exception {
    Map<String, AlertMessage> messages = new LinkedHashMap<>();
    int mistaken = 0;
    JsonNode answers =
        WeatherMessage.JSON.readTree(
            REAL.resolve("current_weather_26_polish_cities_2024-12-11.json").toFile());
    try (StubMeteo api = new StubMeteo()) {
      for (Map.Entry<String, JsonNode> city : answers.properties()) {
        api.now(Response.page(city.getValue().toString()));
        messages.put(city.getKey(), api.observe("Paris").get(0).message().orElseThrow());
        mistaken +=
            Level.wind(city.getValue().path("current_weather").path("windspeed").doubleValue());
      }
    }
    assertThat(messages).hasSize(26);
    assertThat(mistaken).as("levels, were km/h taken for m/s").isEqualTo(9);
    assertThat(messages.values()).noneMatch(AlertMessage::isAlert);
    assertThat(messages.get("Krosno").windspeed()).isEqualTo(3.694444, within(1e-6));
    assertThat(messages.get("Lodz").windspeed()).isEqualTo(3.0);
    assertThat(messages.get("Krosno").temperature()).isEqualTo(-0.1);
    assertThat(messages.get("Rybnik").weatherCode()).hasValue(77);
    assertThat(messages.values())
        .extracting(message -> message.observedAt().toString())
        .containsOnly("2024-12-11T20:45:00Z");
  }

  /** The geocoder was asked in Portuguese there; the country's name in the message is English. */
  @Test
  void theGeocodersGoianiaIsInBrazil() throws IOException, InterruptedException {
    try (StubMeteo api = new StubMeteo()) {
      api.geocoding(
          "Goi%C3%A2nia",
          Response.page(Files.readAllBytes(REAL.resolve("geocoding_goiania_trimmed.json"))));
      api.at(
          "-16.67861",
          "-49.25389",
          Response.page(StubMeteo.now("2024-12-11T20:45", "35.0", "10.0")));
      for (Reading reading : api.observe("Goiânia", "Goiânia,BR", "Goiânia, Brazil")) {
        AlertMessage message = reading.message().orElseThrow();
        assertThat(message.key()).isEqualTo("BR-Goiânia");
        assertThat(message.json().path("location").textValue()).isEqualTo("Goiânia, Brazil");
        assertThat(message.json().path("latitude").doubleValue()).isEqualTo(-16.67861);
        assertThat(message.windLevel()).isEqualTo(1);
        assertThat(message.heatLevel()).isEqualTo(2);
      }
      assertThat(api.observe("Goiânia,PT").get(0).failure().orElseThrow().reason())
          .isEqualTo("the geocoder knows 'Goiânia' in BR, none in 'PT'");
    }
  }
}
