package dev.tributary.exporters.openweather;

import static dev.tributary.exporters.openweather.StubApi.cycle;
import static dev.tributary.exporters.openweather.StubApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.weather.Units;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ObservatoryTest {

  private static final String NAMED_WEATHER =
      StubApi.WEATHER.replace("Palace of Westminster", "City of London");

  private StubApi api;

  @BeforeEach
  void start() throws IOException {
    api = new StubApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aCityIsAskedForAtItsPosition() throws Exception {
    api.observe("London,GB");
    assertThat(api.targets())
        .containsExactly(
            "/geo/1.0/direct?q=London%2CGB&limit=5&appid=s3cret",
            path("weather", "lat=51.5&lon=-0.12&units=metric"),
            path("forecast", "lat=51.5&lon=-0.12&units=metric"),
            path("air_pollution", "lat=51.5&lon=-0.12"));
  }

  /**
   * The times are those of dt, sunrise and sunset as date -u tells them, London's an hour ahead.
   */
  @Test
  void theAnswersAreOneMessageOfTheGeocodersCity() throws Exception {
    Observed london = api.observe("London,GB").get(0);
    assertThat(london.failures()).isEmpty();
    assertThat(london.message().orElseThrow().key()).isEqualTo("GB/London");
    JsonNode json = london.message().orElseThrow().json();
    assertThat(json.path("city").textValue()).isEqualTo("London");
    assertThat(json.path("country").textValue()).isEqualTo("GB");
    assertThat(json.path("city_id").longValue()).isEqualTo(2643743);
    assertThat(json.path("kind").textValue()).isEqualTo("weather");
    assertThat(json.path("observed_at").textValue()).isEqualTo("2025-05-30T04:22:06Z");
    assertThat(json.path("units").textValue()).isEqualTo("metric");
    JsonNode sun = json.path("sun_info");
    assertThat(sun.path("sunrise_utc").textValue()).isEqualTo("2025-05-30T03:50:51+00:00");
    assertThat(sun.path("sunrise_local").textValue()).isEqualTo("2025-05-30T04:50:51+01:00");
    assertThat(sun.path("sunset_local").textValue()).isEqualTo("2025-05-30T21:06:04+01:00");
    assertThat(sun.path("day_length_seconds").longValue()).isEqualTo(58513);
    assertThat(json.path("precipitations_info").path("rain_1h").decimalValue()).isEqualTo("0.25");
    assertThat(json.path("weather").path("main").path("temp")).hasToString("11.0");
    assertThat(json.path("forecast").path("cnt").intValue()).isEqualTo(1);
    assertThat(json.path("air_pollution").path("list")).hasSize(1);
    assertThat(json.has("failures")).isFalse();
    assertThat(Instant.parse(json.path("fetched_at").textValue()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
  }

  @Test
  void whereACityIsIsAskedOnce() throws Exception {
    try (Observatory observatory = api.observatory("London,GB")) {
      cycle(observatory);
      assertThat(cycle(observatory).get(0).message()).isPresent();
    }
    assertThat(api.paths())
        .containsExactly(
            "direct",
            "weather",
            "forecast",
            "air_pollution",
            "weather",
            "forecast",
            "air_pollution");
  }

  @Test
  void whereACityIsIsAskedAgainWhereItWasNotKnown() throws Exception {
    api.geocoding("London%2CGB", Response.page("[]"), Response.page(StubApi.LONDON));
    try (Observatory observatory = api.observatory("London,GB")) {
      assertThat(cycle(observatory).get(0).message()).isEmpty();
      assertThat(cycle(observatory).get(0).message()).isPresent();
    }
  }

  @Test
  void theAnswersAreAskedForInTheUnitsOfTheMessage() throws Exception {
    for (String units : List.of("imperial", "standard")) {
      api.server()
          .answer(
              path("weather", "lat=51.5&lon=-0.12&units=" + units), Response.page(StubApi.WEATHER));
      try (Observatory observatory = api.observatory(Units.of(units), "London,GB")) {
        JsonNode json = cycle(observatory).get(0).message().orElseThrow().json();
        assertThat(json.path("units").textValue()).isEqualTo(units);
      }
    }
    assertThat(api.targets())
        .contains(path("forecast", "lat=51.5&lon=-0.12&units=imperial"))
        .contains(path("forecast", "lat=51.5&lon=-0.12&units=standard"));
  }

  @Test
  void aPositionIsWrittenWithoutAnExponent() throws Exception {
    api.geocoding(
        "Null+Island",
        Response.page("[{\"name\":\"Null Island\",\"lat\":1e-7,\"lon\":-2E1,\"country\":\"GH\"}]"));
    api.observe("Null Island");
    assertThat(api.targets()).contains(path("weather", "lat=0.00000010&lon=-20.0&units=metric"));
  }

  /** Encoded by hand after RFC 1866, section 8.2.1. */
  @Test
  void whatIsInANameDoesNotLeaveIt() throws Exception {
    api.observe("../x?&appid=mine#é%2F;\u0000");
    assertThat(api.targets())
        .containsExactly(
            "/geo/1.0/direct?q=..%2Fx%3F%26appid%3Dmine%23%C3%A9%252F%3B%00&limit=5&appid=s3cret",
            path("weather", "q=..%2Fx%3F%26appid%3Dmine%23%C3%A9%252F%3B%00&units=metric"));
  }

  @Test
  void placesOfOtherCountriesAreLeftOut() throws Exception {
    api.geocoding(
        "London%2CGB",
        Response.page(
            """
            [{"name":"London","lat":42.98,"lon":-81.24,"country":"CA","state":"Ontario"},
             {"name":"London","lat":51.5,"lon":-0.12,"country":"GB","state":"England"},
             {"name":"London","lat":54,"lon":-1,"country":"GB"}]
            """));
    assertThat(api.observe("London,GB").get(0).message()).isPresent();
  }

  @Test
  void theFirstPlaceCountsWhereNoCountryIsNamed() throws Exception {
    api.geocoding("London", Response.page(StubApi.LONDON));
    assertThat(api.observe("London").get(0).message().orElseThrow().key()).isEqualTo("GB/London");
  }

  @Test
  void ofTheUsTheStateCountsAndIsPartOfTheName() throws Exception {
    api.geocoding(
        "Springfield%2CIL%2CUS",
        Response.page(
            """
            [{"name":"Springfield","lat":37.2,"lon":-93.3,"country":"US","state":"Missouri"},
             {"name":"Springfield","lat":51.5,"lon":-0.12,"country":"US","state":"Illinois"}]
            """));
    assertThat(api.observe("Springfield,IL,US").get(0).message().orElseThrow().key())
        .isEqualTo("US/Springfield, Illinois");
  }

  @Test
  void entriesThatAreNoPlacesAreLeftOut() throws Exception {
    api.geocoding(
        "London%2CGB",
        Response.page(
            """
            [7, {"name":" ","lat":1,"lon":1,"country":"GB"}, {"name":"a","lat":1,"country":"GB"},
             {"name":"b","lat":91,"lon":1,"country":"GB"}, {"name":"c","lat":1,"lon":1},
             {"name":"d","lat":1,"lon":1,"country":"gb"}, {"name":"e","lat":"1","lon":1,"country":"GB"},
             {"name":"London","lat":51.5,"lon":-0.12,"country":"GB"}]
            """));
    assertThat(api.observe("London,GB").get(0).message().orElseThrow().key())
        .isEqualTo("GB/London");
  }

  @Test
  void withoutTheGeocoderTheWeatherSaysWhereTheCityIs() throws Exception {
    api.geocoding("London%2CGB", Response.of(500));
    api.named("London%2CGB", Response.page(NAMED_WEATHER));
    Observed london = api.observe("London,GB").get(0);
    JsonNode json = london.message().orElseThrow().json();
    assertThat(json.path("city").textValue()).isEqualTo("City of London");
    assertThat(json.has("forecast")).isTrue();
    assertThat(json.has("air_pollution")).isTrue();
    assertThat(json.path("failures"))
        .hasToString(
            ("[{\"part\":\"geocoding\",\"status\":500,\"reason\":\"%s/geo/1.0/direct answered 500"
                    + " (try 2 of 2); try again later\"}]")
                .formatted(api.server().origin()));
    assertThat(api.paths())
        .containsExactly("direct", "direct", "weather", "forecast", "air_pollution");
  }

  @Test
  void withoutTheGeocoderACityOfAStateIsNotGuessed() throws Exception {
    api.named(
        "Springfield%2CIL%2CUS",
        Response.page(NAMED_WEATHER.replace("GB", "US").replace("City of London", "Springfield")));
    Observed springfield = api.observe("Springfield,IL,US").get(0);
    assertThat(springfield.message()).isEmpty();
    assertThat(springfield.failures().get(1).reason())
        .isEqualTo("it is not asked for by name alone: the answer would not tell the state");
  }

  @Test
  void aPlaceWithoutANameHasTheOneItWasAskedBy() throws Exception {
    api.named("London%2CGB", Response.page(NAMED_WEATHER.replace("City of London", "")));
    api.geocoding("London%2CGB", Response.page("[]"));
    assertThat(api.observe("London,GB").get(0).message().orElseThrow().key())
        .isEqualTo("GB/London");
  }

  @Test
  void aCityOfThatNameInAnotherCountryIsRefused() throws Exception {
    api.geocoding("London%2CCA", Response.page(StubApi.LONDON));
    api.named("London%2CCA", Response.page(NAMED_WEATHER));
    Observed london = api.observe("London,CA").get(0);
    assertThat(london.message()).isEmpty();
    assertThat(london.failures().get(0).reason())
        .isEqualTo("the geocoder knows 'London' in England, GB, none in CA");
    assertThat(london.failures().get(1).part()).isEqualTo("weather");
    assertThat(london.failures().get(1).reason())
        .isEqualTo("the answer to 'London,CA' is of a place in 'GB', not in CA");
    assertThat(api.paths()).containsExactly("direct", "weather");
  }

  @Test
  void anAnswerWithoutACountryIsOfNoCity() throws Exception {
    api.named("Atlantis", Response.page(NAMED_WEATHER.replace("\"country\":\"GB\",", "")));
    assertThat(api.observe("Atlantis").get(0).failures().get(1).reason())
        .isEqualTo("the answer to 'Atlantis' is of a place in '', not in any country");
  }

  @Test
  void anAddressThatIsNoneIsBadUsage() {
    for (String url : List.of("api.example.org", "ftp://a/", "http://u:s3cret@a/", "http://a b")) {
      api.set("tributary.openweather.url", url);
      assertThatThrownBy(() -> api.observatory("London"))
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith("tributary.openweather.url")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void eachCityIsHandedOutBeforeTheNextIsAskedFor() throws Exception {
    api.geocoding("London", Response.page(StubApi.LONDON));
    try (Observatory observatory = api.observatory("London,GB", "London")) {
      List<Integer> asked = new ArrayList<>();
      observatory.observe(city -> asked.add(api.targets().size()));
      assertThat(asked).containsExactly(4, 8);
    }
  }
}
