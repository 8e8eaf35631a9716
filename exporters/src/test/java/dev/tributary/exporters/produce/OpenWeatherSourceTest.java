package dev.tributary.exporters.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.openweather.City;
import dev.tributary.exporters.openweather.StubApi;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenWeatherSourceTest {

  private static final Settings NOTHING = setting -> Optional.empty();

  @TempDir private Path directory;

  private WeatherRuns runs;
  private StubApi api;

  @BeforeEach
  void start() throws IOException {
    api = new StubApi();
    runs =
        new WeatherRuns("openweather", directory).set("tributary.openweather.api.key", StubApi.KEY);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aDryRunPrintsEachMessageInALineAndAsksNoBroker() throws Exception {
    api.geocoding(
        "Westminster",
        Response.page(
            "[{\"name\":\"Westminster\",\"lat\":51.5,\"lon\":-0.12,\"country\":\"GB\"}]"));
    Outcome outcome = runs.run(api.settings(), "--dry-run", "London,GB", "Westminster");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.message()).isEqualTo("printed 2 messages of 2 cities");
    List<String> lines = runs.out().lines().toList();
    assertThat(lines).hasSize(2);
    JsonNode json = WeatherMessage.JSON.readTree(lines.get(1));
    assertThat(json.path("city").textValue()).isEqualTo("Westminster");
    assertThat(json.path("units").textValue()).isEqualTo("metric");
  }

  @Test
  void theCitiesAreThoseOfTheSettingWhereNoneIsNamed() throws Exception {
    api.set("tributary.openweather.city", "; Atlantis ; London,GB;Atlantis;");
    Outcome outcome = runs.run(api.settings(), "--dry-run");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.facts()).containsEntry("cities", 2).containsEntry("printed", 1);
    assertThat(outcome.message())
        .startsWith(
            "printed 1 messages of 2 cities; 2 parts could not be had: Atlantis geocoding: ");
  }

  @Test
  void citiesOfOnePlaceAreOneMessage() throws Exception {
    api.geocoding("London", Response.page(StubApi.LONDON));
    assertThat(runs.run(api.settings(), "--dry-run", "London;London,GB").message())
        .isEqualTo("printed 1 messages of 2 cities; 1 said the same as another");
  }

  @Test
  void aPartThatIsLackingIsToldAndNoFailure() throws Exception {
    api.forecast(Response.of(404));
    Outcome outcome = runs.run(api.settings(), "--dry-run", "London,GB");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.message())
        .matches(
            "printed 1 messages of 1 cities; 1 parts could not be had: London,GB forecast:"
                + " http://127.0.0.1:\\d+/data/2.5/forecast answered 404");
    assertThat((List<?>) outcome.facts().get("failed")).hasSize(1);
  }

  @Test
  void ofManyFailuresTheFirstAreShown() throws Exception {
    Outcome outcome = runs.run(api.settings(), "--dry-run", "a;b;c;d");
    assertThat(outcome.message())
        .contains("; 8 parts could not be had: a geocoding: ", "; c geocoding: ")
        .doesNotContain("; c weather")
        .endsWith("; …");
    assertThat((List<?>) outcome.facts().get("failed")).hasSize(8);
  }

  @Test
  void aKeyThatIsRefusedIsToldPlainly() throws Exception {
    api.geocoding("London%2CGB", Response.of(401)).named("London%2CGB", Response.of(401));
    Outcome outcome = runs.run(api.settings(), "--dry-run", "London,GB");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.message())
        .isEqualTo("printed 0 messages of 1 cities; the key was refused; set OPENWEATHER_API_KEY");
  }

  @Test
  void whereKafkaIsAwayOneCycleFails() {
    assertThatThrownBy(() -> runs.run(api.settings(), "London,GB"))
        .isInstanceOf(TributaryException.class)
        .isNotInstanceOf(UsageException.class)
        .hasMessageStartingWith("produce: Kafka does not answer at 127.0.0.1:");
  }

  @Test
  void whatIsNotGivenIsSaidWithHowToGiveIt() throws Exception {
    assertUsage("name cities, such as Paris,FR, or set CITY (tributary.openweather.city)");
    assertUsage("name cities, such as Paris,FR, or set CITY (tributary.openweather.city)", ";");
    assertUsage("--every is to be a time from 1s to 24h", "--every", "999ms", "Paris");
    assertUsage("--every is to be a time from 1s to 24h", "--every", "25h", "Paris");
    assertUsage(
        "--every 'often' is not a time such as 500ms, 10s or 5m", "--every", "often", "Paris");
    assertUsage("--dry-run is of one cycle; leave out --every", "--every", "1h", "--dry-run", "a");
    assertUsage(
        "--units 'kelvin' is not one of metric, standard, imperial", "--units", "kelvin", "Paris");
    assertUsage("--sheet is not for --source openweather", "--sheet", "1", "Paris");
    runs.set("tributary.openweather.api.key", " ");
    assertUsage(
        "the API wants a key: set OPENWEATHER_API_KEY (tributary.openweather.api.key), in the"
            + " environment or a credential provider",
        "Paris");
  }

  @Test
  void aCityThatCannotBeReadIsBadUsage() {
    // What the command makes bad usage of.
    assertThatThrownBy(() -> runs.run(NOTHING, "--dry-run", "Paris,France"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("city 'Paris,France' is none of the form");
  }

  @Test
  void theSameCitiesHaveOneNameWhateverTheirOrder() {
    City paris = City.of("Paris,FR");
    City dakar = City.of("Dakar,SN");
    assertThat(CityChannel.digest(List.of(paris, dakar)))
        .matches("[0-9a-f]{16}")
        .isEqualTo(CityChannel.digest(List.of(dakar, paris)))
        .isNotEqualTo(CityChannel.digest(List.of(paris)));
  }

  private void assertUsage(String message, String... arguments) {
    assertThatThrownBy(() -> runs.run(NOTHING, arguments))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }
}
