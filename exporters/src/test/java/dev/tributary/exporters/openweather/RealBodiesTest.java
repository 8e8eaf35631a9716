package dev.tributary.exporters.openweather;

import static dev.tributary.exporters.openweather.StubApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API's own answers; the README beside them says where they are from. */
final class RealBodiesTest {

  private static final Path REAL = Path.of("../../shared/data/weather/openweather");

  @BeforeAll
  static void areHere() {
    assumeTrue(Files.isDirectory(REAL), "the real answers are not here");
  }

  /**
   * Whatever is unlike in them: weather of London, a forecast of Lisbon, air of Yokohama. Times are
   * by date -u of the bodies' own seconds.
   */
  @Test
  void theyBecomeOneMessageAsTheyAre() throws Exception {
    byte[] weather = Files.readAllBytes(REAL.resolve("current_London_metric.json"));
    byte[] forecast = Files.readAllBytes(REAL.resolve("forecast5_Lisbon_metric.json"));
    byte[] air;
    try (Stream<String> lines = Files.lines(REAL.resolve("air_pollution_yokohama_2025.jsonl"))) {
      air = lines.findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8);
    }
    try (StubApi api = new StubApi()) {
      api.atLondon(Response.page(weather), Response.page(forecast), Response.page(air));
      Observed london = api.observe("London,GB").get(0);
      assertThat(london.failures()).isEmpty();
      JsonNode json = london.message().orElseThrow().json();
      assertThat(json.path("weather")).isEqualTo(WeatherMessage.JSON.readTree(weather));
      assertThat(json.path("forecast")).isEqualTo(WeatherMessage.JSON.readTree(forecast));
      assertThat(json.path("air_pollution")).isEqualTo(WeatherMessage.JSON.readTree(air));
      assertThat(json.path("observed_at").textValue()).isEqualTo("2026-06-25T09:09:11Z");
      assertThat(json.path("sun_info").path("sunrise_local").textValue())
          .isEqualTo("2026-06-25T04:44:13+01:00");
      assertThat(json.path("sun_info").path("sunset_local").textValue())
          .isEqualTo("2026-06-25T21:21:51+01:00");
      assertThat(json.path("precipitations_info").path("rain_1h").doubleValue()).isZero();
    }
  }

  @Test
  void theErrorIsNoCity() throws IOException, InterruptedException {
    byte[] error = Files.readAllBytes(REAL.resolve("error_404_city_not_found.json"));
    try (StubApi api = new StubApi()) {
      api.geocoding("Atlantis", Response.page(error).status(404));
      api.server().answer(path("weather", "q=Atlantis&units=metric"), Response.page(error));
      Observed atlantis = api.observe("Atlantis").get(0);
      assertThat(atlantis.message()).isEmpty();
      assertThat(atlantis.failures().get(0).status()).hasValue(404);
      assertThat(atlantis.failures().get(1).reason()).isEqualTo("the API says 404: city not found");
    }
  }
}
