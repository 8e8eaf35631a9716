package dev.tributary.exporters.openweather;

import static dev.tributary.exporters.openweather.StubApi.cycle;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.exporters.http.SocketServer;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.weather.FailedPart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a city when the API fails. */
final class FailureTest {

  private static final String REFUSED = "the key was refused; set OPENWEATHER_API_KEY";

  private StubApi api;

  @BeforeEach
  void start() throws IOException {
    api = new StubApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(Response.of(404), 404, "/data/2.5/forecast answered 404"),
        Arguments.of(
            Response.page("{\"cod\":\"404\",\"message\":\"city not found\"}"),
            404,
            "the API says 404: city not found"),
        Arguments.of(
            Response.page("{\"cod\":404,\"message\":\"city not\\nfound\"}"),
            404,
            "the API says 404: city not found"),
        Arguments.of(Response.page("{\"cod\":429}"), 429, "the API says 429: and nothing more"),
        Arguments.of(Response.of(401), 401, REFUSED),
        Arguments.of(Response.page("{\"cod\":401,\"message\":\"Invalid\"}"), 401, REFUSED),
        Arguments.of(Response.page("{\"cod\":\"401\"}"), 401, REFUSED),
        Arguments.of(Response.of(500), 500, "/forecast answered 500 (try 2 of 2); try again later"),
        Arguments.of(
            Response.of(429, "Retry-After", "7200"),
            429,
            "/forecast cannot be had now: its server answered 429 and asks to be left alone until"),
        Arguments.of(
            Response.of(302, "Location", "/data/2.5/weather"),
            302,
            "/forecast answered 302, a redirect, which is not followed"),
        Arguments.of(Response.page("<html>"), 0, "the answer is no JSON"),
        Arguments.of(Response.page("{\"cod\":\"200\""), 0, "the answer is no JSON"),
        Arguments.of(Response.page("{} {}"), 0, "the answer is no JSON"),
        Arguments.of(
            Response.page("[".repeat(2_000) + "]".repeat(2_000)), 0, "the answer is no JSON"),
        Arguments.of(Response.page(new byte[] {'"', (byte) 0xff, '"'}), 0, "the answer is no JSON"),
        Arguments.of(Response.page(""), 0, "this is no answer of forecast: "),
        Arguments.of(Response.page("null"), 0, "this is no answer of forecast: null"),
        Arguments.of(Response.page("[]"), 0, "this is no answer of forecast: []"),
        Arguments.of(Response.page("{\"list\":[]}"), 0, "this is no answer of forecast: {"),
        Arguments.of(Response.page(StubApi.WEATHER), 0, "this is no answer of forecast: {"),
        Arguments.of(Response.page("{\"echo\":\"s3cret\"}"), 0, "the answer holds the key"),
        Arguments.of(Response.page("[\"\\u00733cret\"]"), 0, "the answer holds the key"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aPartThatFailsDoesNotLoseTheOthers(Response response, int status, String reason)
      throws Exception {
    api.forecast(response);
    api.set("tributary.http.max.wait.ms", 60_000);
    Observed london = api.observe("London,GB").get(0);
    FailedPart forecast = london.failures().get(0);
    assertThat(forecast.part()).isEqualTo("forecast");
    assertThat(forecast.status())
        .isEqualTo(status == 0 ? OptionalInt.empty() : OptionalInt.of(status));
    assertThat(forecast.reason()).contains(reason).hasLineCount(1);
    JsonNode json = london.message().orElseThrow().json();
    assertThat(json.path("weather").path("main").path("temp").doubleValue()).isEqualTo(11);
    assertThat(json.has("forecast")).isFalse();
    JsonNode told = json.path("failures").path(0);
    assertThat(told.path("part").textValue()).isEqualTo("forecast");
    assertThat(told.path("status").intValue()).isEqualTo(status);
    assertThat(told.path("reason").textValue()).isEqualTo(forecast.reason());
  }

  @Test
  void aServerThatWantsToBeLeftAloneForLongIs() throws Exception {
    api.set("tributary.http.max.wait.ms", 60_000);
    api.forecast(Response.of(429, "Retry-After", "7200"));
    Observed london = api.observe("London,GB").get(0);
    assertThat(london.failures())
        .extracting(FailedPart::part)
        .containsExactly("forecast", "air_pollution");
    assertThat(london.message()).isPresent();
    assertThat(api.paths()).containsExactly("direct", "weather", "forecast");
  }

  @Test
  void aServerThatWantsToBeLeftAloneForAWhileIsAskedThen() throws Exception {
    api.forecast(Response.of(429, "Retry-After", "1"), Response.page(StubApi.FORECAST));
    long began = System.nanoTime();
    assertThat(api.observe("London,GB").get(0).failures()).isEmpty();
    assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void withoutTheWeatherTheAirIsAMessage() throws Exception {
    api.weather(Response.of(404));
    JsonNode json = api.observe("London,GB").get(0).message().orElseThrow().json();
    assertThat(json.path("kind").textValue()).isEqualTo("air_pollution");
    assertThat(json.path("observed_at").textValue()).isEqualTo("2025-05-30T04:23:03Z");
    assertThat(json.path("utc_offset_seconds").intValue()).isEqualTo(3600);
    assertThat(json.path("lat").doubleValue()).isEqualTo(51.5);
  }

  @Test
  void whereNothingCanBeHadThereIsNoMessage() throws Exception {
    api.atLondon(Response.of(404), Response.page("[]"), Response.page("no"));
    Observed london = api.observe("London,GB").get(0);
    assertThat(london.message()).isEmpty();
    assertThat(london.isRefused()).isFalse();
    assertThat(london.failures())
        .extracting(FailedPart::part)
        .containsExactly("weather", "forecast", "air_pollution");
  }

  @Test
  void aCityThatIsNotKnownDoesNotKeepTheOthers() throws Exception {
    api.geocoding("Atlantis", Response.page("[]"));
    List<Observed> cities = api.observe("Atlantis", "London,GB");
    assertThat(cities.get(0).message()).isEmpty();
    assertThat(cities.get(0).failures())
        .contains(
            new FailedPart("geocoding", OptionalInt.empty(), "the geocoder knows no 'Atlantis'"));
    assertThat(cities.get(1).message()).isPresent();
  }

  @Test
  void aGeocoderThatAnswersSomethingElseIsDoneWithout() throws Exception {
    for (String body : List.of("{\"cod\":\"400\"}", "7", "[{}]", "", "[[]]", "null")) {
      api.geocoding("London%2CGB", Response.page(body));
      assertThat(api.observe("London,GB").get(0).failures().get(0).reason())
          .startsWith("this is no answer of geocoding: ");
    }
  }

  @Test
  void withoutAPositionTheRestIsNotAskedFor() throws Exception {
    api.geocoding("London%2CGB", Response.of(404));
    for (String coord : List.of("{}", "{\"lat\":1e999,\"lon\":0}", "{\"lat\":\"51\"}")) {
      api.named(
          "London%2CGB",
          Response.page(StubApi.WEATHER.replace("{\"lon\":-0.12,\"lat\":51.5}", coord)));
      Observed london = api.observe("London,GB").get(0);
      assertThat(london.message().orElseThrow().json().has("lat")).isFalse();
      assertThat(london.failures())
          .contains(
              new FailedPart("forecast", OptionalInt.empty(), "the city's position is not known"));
    }
    assertThat(api.paths()).doesNotContain("forecast", "air_pollution");
  }

  @Test
  void aKeyThatIsRefusedIsNotTriedAgainAndAgain() throws Exception {
    api.geocoding("London%2CGB", Response.of(401));
    api.named("London%2CGB", Response.of(401));
    try (Observatory observatory = api.observatory("London,GB", "Paris,FR", "Dakar,SN")) {
      List<Observed> cities = cycle(observatory);
      assertThat(cities).allMatch(Observed::isRefused);
      assertThat(cities)
          .flatExtracting(Observed::failures)
          .extracting(FailedPart::reason)
          .containsOnly(REFUSED);
      assertThat(api.paths()).containsExactly("direct", "weather");
      cycle(observatory);
      assertThat(api.paths()).as("in the next cycle").hasSize(4);
    }
  }

  @Test
  void whatTheKeyIsNotForDoesNotKeepWhatItIsFor() throws Exception {
    api.air(Response.of(401));
    api.geocoding("London", Response.page(StubApi.LONDON));
    List<Observed> cities = api.observe("London,GB", "London");
    assertThat(cities).allMatch(city -> city.message().isPresent() && !city.isRefused());
    assertThat(cities.get(1).failures())
        .containsExactly(new FailedPart("air_pollution", OptionalInt.of(401), REFUSED));
    assertThat(api.paths()).containsOnlyOnce("air_pollution");
  }

  @Test
  void aMessageThatKafkaWouldNotTakeIsNone() throws Exception {
    api.forecast(
        Response.page(
            StubApi.FORECAST.replace("\"cnt\"", "\"x\":\"" + "é".repeat(500_000) + "\",\"cnt\"")));
    Observed london = api.observe("London,GB").get(0);
    assertThat(london.message()).isEmpty();
    assertThat(london.failures().get(0).reason())
        .matches("it has 1,00\\d,\\d{3} bytes, and Kafka takes 1,000,000");
  }

  @Test
  void aPartThatHangsIsGivenUp() throws Exception {
    try (SocketServer slow =
        new SocketServer(
            connection -> {
              if (connection.target().contains("forecast")) {
                connection.hang();
              } else {
                connection.write(StubApi.response(connection.target()));
              }
            })) {
      api.set("tributary.openweather.url", slow.origin()).set("tributary.http.timeout.ms", 1_000);
      Observed london = api.observe("London,GB").get(0);
      assertThat(london.message()).isPresent();
      assertThat(london.failures())
          .containsExactly(
              new FailedPart(
                  "forecast",
                  OptionalInt.empty(),
                  slow.origin()
                      + "/data/2.5/forecast gave no whole answer within 1,000 ms"
                      + " (tributary.http.timeout.ms) (try 2 of 2); try again later"));
    }
  }
}
