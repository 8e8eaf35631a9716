package dev.tributary.exporters.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.openmeteo.StubMeteo;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenMeteoSourceTest {

  private static final Settings NOTHING = setting -> Optional.empty();

  @TempDir private Path directory;

  private WeatherRuns runs;
  private StubMeteo api;

  @BeforeEach
  void start() throws IOException {
    api = new StubMeteo();
    runs = new WeatherRuns("openmeteo", directory);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aDryRunPrintsEachMessageInALineAndAsksNoBroker() throws Exception {
    lyon();
    Outcome outcome = runs.run(api.settings(), "--dry-run", "Paris, France;Lyon,FR");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.message()).isEqualTo("printed 2 messages of 2 cities");
    List<String> lines = runs.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode lyon = WeatherMessage.JSON.readTree(lines.get(1));
    assertThat(lyon.path("city").textValue()).isEqualTo("Lyon");
    assertThat(lyon.path("heat_alert_level").intValue()).isEqualTo(2);
  }

  @Test
  void aPlaceThatIsNotFoundIsToldAndDoesNotKeepTheOthers() throws Exception {
    api.geocoding("Atlantis", Response.page("{\"generationtime_ms\":1}"));
    Outcome outcome = runs.run(api.settings(), "--dry-run", "Atlantis", "Paris,FR");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.facts()).containsEntry("cities", 2).containsEntry("printed", 1);
    assertThat(outcome.message())
        .isEqualTo(
            "printed 1 messages of 2 cities; 1 parts could not be had: Atlantis geocoding: the"
                + " geocoder knows no 'Atlantis'");
  }

  @Test
  void placesThatAreOneAreOneMessage() throws Exception {
    assertThat(runs.run(api.settings(), "--dry-run", "Paris;Paris,FR", "Paris").message())
        .isEqualTo("printed 1 messages of 2 cities; 1 said the same as another");
  }

  @Test
  void whereKafkaIsAwayOneCycleFails() {
    assertThatThrownBy(() -> runs.run(api.settings(), "Paris,FR"))
        .isInstanceOf(TributaryException.class)
        .isNotInstanceOf(UsageException.class)
        .hasMessageStartingWith("produce: Kafka does not answer at 127.0.0.1:");
  }

  @Test
  void whatIsNotGivenIsSaidWithHowToGiveIt() {
    assertUsage("name places, such as Paris,FR");
    assertUsage("name places, such as Paris,FR", " ; ");
    assertUsage("--every is to be a time from 1s to 24h", "--every", "999ms", "Paris");
    assertUsage("--dry-run is of one cycle; leave out --every", "--every", "1h", "--dry-run", "a");
    assertUsage("--units is not for --source openmeteo", "--units", "metric", "Paris");
    assertUsage(
        "topic 'alert_stream' cannot be that of all messages and that of alerts: an alert would be"
            + " in it twice",
        "--topic",
        "alert_stream",
        "Paris");
  }

  private void lyon() {
    api.geocoding(
        "Lyon",
        Response.page(
            StubMeteo.PARIS.replace("\"Paris\"", "\"Lyon\"").replace("48.85341", "45.7")));
    api.at("45.7", "2.3488", Response.page(StubMeteo.now("2024-12-11T20:45", "35", "1")));
  }

  private void assertUsage(String message, String... arguments) {
    assertThatThrownBy(() -> runs.run(NOTHING, arguments))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }
}
