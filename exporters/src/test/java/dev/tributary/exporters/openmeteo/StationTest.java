package dev.tributary.exporters.openmeteo;

import static dev.tributary.exporters.openmeteo.StubMeteo.cycle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.exporters.alert.AlertMessage;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.weather.FailedPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StationTest {

  private static final String PARISES =
      """
      {"results":[
        {"name":"Paris","latitude":33.66,"longitude":-95.55,"country_code":"US","country":"United States"},
        {"name":"Paris","latitude":48.85341,"longitude":2.3488,"country_code":"FR","country":"France"},
        {"name":"Paris","latitude":1,"longitude":1,"country_code":"FR","country":"France"}]}
      """;

  private StubMeteo api;

  @BeforeEach
  void start() throws IOException {
    api = new StubMeteo();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aPlaceIsAskedForAtItsPosition() throws Exception {
    AlertMessage message = paris();
    assertThat(api.targets())
        .containsExactly(
            "/v1/search?name=Paris&count=100&language=en&format=json",
            "/v1/forecast?latitude=48.85341&longitude=2.3488&current_weather=true&wind_speed_unit=ms&timezone=GMT");
    assertThat(message.json())
        .hasToString(
            """
            {"timestamp":"2024-12-11T20:45:00Z","city":"Paris","country":"France",\
            "country_code":"FR","temperature":11.8,"windspeed":5.2,"weather_code":3,\
            "wind_alert_level":0,"heat_alert_level":0,"latitude":48.85341,"longitude":2.3488,\
            "location":"Paris, France"}""");
  }

  @Test
  void whereAPlaceIsIsAskedOnceAndAgainWhereItWasNotKnown() throws Exception {
    api.geocoding("Paris", Response.page("{\"generationtime_ms\":1}"), Response.page(PARISES));
    try (Station station = api.station("Paris,FR")) {
      assertThat(cycle(station).get(0).message()).isEmpty();
      assertThat(cycle(station).get(0).message()).isPresent();
      assertThat(cycle(station).get(0).message()).isPresent();
    }
    assertThat(api.targets()).filteredOn(target -> target.startsWith("/v1/search")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"Paris,FR", "Paris,fr", "Paris, France", "Paris, FRANCE"})
  void theFirstPlaceInTheCountryCounts(String asked) throws Exception {
    api.geocoding("Paris", Response.page(PARISES));
    assertThat(api.observe(asked).get(0).message().orElseThrow().key()).isEqualTo("FR-Paris");
  }

  @Test
  void theFirstPlaceCountsWhereNoCountryIsNamed() throws Exception {
    api.geocoding("Paris", Response.page(PARISES));
    api.at("33.66", "-95.55", Response.page(StubMeteo.now("2024-12-11T20:45", "1", "1")));
    AlertMessage message = api.observe("Paris").get(0).message().orElseThrow();
    assertThat(message.json().path("location").textValue()).isEqualTo("Paris, United States");
  }

  @Test
  void whatIsNotFoundIsToldAndDoesNotKeepTheOthers() throws Exception {
    api.geocoding("Atlantis", Response.page("{\"generationtime_ms\":0.5}"));
    api.geocoding("Utopia", Response.page("{\"results\":[]}"));
    List<Reading> readings = api.observe("Atlantis", "Utopia", "Paris,CL", "Paris");
    assertThat(readings.subList(0, 3))
        .extracting(reading -> reading.failure().orElseThrow())
        .containsExactly(
            new FailedPart("geocoding", OptionalInt.empty(), "the geocoder knows no 'Atlantis'"),
            new FailedPart("geocoding", OptionalInt.empty(), "the geocoder knows no 'Utopia'"),
            new FailedPart(
                "geocoding",
                OptionalInt.empty(),
                "the geocoder knows 'Paris' in FR, none in 'CL'"));
    assertThat(readings.get(3).message()).isPresent();
  }

  @Test
  void entriesThatAreNoPlacesAreLeftOut() throws Exception {
    api.geocoding(
        "Paris",
        Response.page(
            """
            {"results":[7, {"name":" ","latitude":1,"longitude":1,"country_code":"FR"},
              {"name":"a","latitude":1,"country_code":"FR"},
              {"name":"b","latitude":91,"longitude":1,"country_code":"FR"},
              {"name":"c","latitude":1,"longitude":1}, {"name":"d","latitude":1,"longitude":1,"country_code":"fr"},
              {"name":"Paris","latitude":48.85341,"longitude":2.3488,"country_code":"FR"}]}
            """));
    assertThat(paris().key()).isEqualTo("FR-Paris");
  }

  @Test
  void aGeocoderThatAnswersSomethingElseIsToldOf() throws Exception {
    for (String body : List.of("[]", "7", "{\"results\":7}", "{\"results\":[{}]}", "", "null")) {
      api.geocoding("Paris", Response.page(body));
      assertThat(api.observe("Paris").get(0).failure().orElseThrow().reason())
          .as(body)
          .startsWith("this is no answer of geocoding: ");
    }
  }

  @Test
  void whatIsInANameDoesNotLeaveIt() throws Exception {
    api.observe("../x?&count=1#é%2F");
    assertThat(api.targets())
        .containsExactly(
            "/v1/search?name=..%2Fx%3F%26count%3D1%23%C3%A9%252F&count=100&language=en&format=json");
  }

  @Test
  void aMessageThatKafkaWouldNotTakeIsNone() throws Exception {
    api.geocoding("Paris", Response.page(parisOf(" of Troy".repeat(70_000))));
    assertThat(api.observe("Paris").get(0).failure().orElseThrow().reason())
        .matches("its message has 1,120,\\d{3} bytes, and Kafka takes 1,000,000");
  }

  @Test
  void anAddressThatIsNoneIsBadUsage() {
    for (String setting : List.of("tributary.openmeteo.url", "tributary.openmeteo.geocoding.url")) {
      for (String url :
          List.of("api.example.org", "ftp://a/", "http://u:s3cret@a/", "http://a b")) {
        api.set(setting, url);
        assertThatThrownBy(() -> api.station("Paris"))
            .isInstanceOf(UsageException.class)
            .hasMessageStartingWith(setting)
            .hasMessageNotContaining("s3cret");
      }
      api.set(setting, api.origin());
    }
  }

  @Test
  void eachPlaceIsHandedOutBeforeTheNextIsAskedFor() throws Exception {
    try (Station station = api.station("Paris", "Paris,FR")) {
      List<Integer> asked = new ArrayList<>();
      station.observe(reading -> asked.add(api.targets().size()));
      assertThat(asked).containsExactly(2, 4);
    }
  }

  private AlertMessage paris() throws InterruptedException {
    return api.observe("Paris").get(0).message().orElseThrow();
  }

  private static String parisOf(String more) {
    return StubMeteo.PARIS.replace("\"Paris\"", "\"Paris" + more + "\"");
  }
}
