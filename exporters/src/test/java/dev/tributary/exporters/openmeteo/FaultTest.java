package dev.tributary.exporters.openmeteo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.weather.FailedPart;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a place when the API fails. */
final class FaultTest {

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
  void whatTheApiSaysOfABadRequestIsTold() throws Exception {
    api.now(
        Response.page("{\"error\":true,\"reason\":\"Latitude must be in range of -90 to 90°.\"}")
            .status(400));
    assertThat(failure())
        .isEqualTo(
            new FailedPart(
                "forecast",
                OptionalInt.of(400),
                api.origin()
                    + "/v1/forecast answered 400: Latitude must be in range of -90 to 90°."));
  }

  @Test
  void aBadRequestWithoutAReasonIsTheStatusAlone() throws Exception {
    for (Response response :
        List.of(
            Response.of(400),
            Response.page("<html>").status(400),
            Response.page("{\"reason\":7}").status(400),
            Response.page("a", "Content-Encoding", "gzip").status(400))) {
      api.now(response);
      assertThat(failure().reason()).isEqualTo(api.origin() + "/v1/forecast answered 400");
    }
  }

  @Test
  void overItsLimitsTheApiIsAskedAgainLater() throws Exception {
    api.now(
        Response.page("{\"error\":true,\"reason\":\"Minutely API request limit exceeded.\"}")
            .status(429),
        Response.page(StubMeteo.now("2024-12-11T20:45", "25", "1")));
    assertThat(api.observe("Paris").get(0).message().orElseThrow().heatLevel()).isEqualTo(1);
    assertThat(api.targets()).hasSize(3);
  }

  @Test
  void whatFailsInEveryTryIsAFailureOfThePlaceAlone() throws Exception {
    api.now(Response.of(500));
    api.geocoding("Lyon", Response.page(StubMeteo.PARIS.replace("48.85341", "45.5")));
    api.at("45.5", "2.3488", Response.page(StubMeteo.now("2024-12-11T20:45", "1", "1")));
    List<Reading> readings = api.observe("Paris", "Lyon");
    assertThat(readings.get(0).failure())
        .contains(
            new FailedPart(
                "forecast",
                OptionalInt.of(500),
                api.origin() + "/v1/forecast answered 500 (try 2 of 2); try again later"));
    assertThat(readings.get(1).message()).isPresent();
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    api.now(Response.of(302, "Location", "/v1/elsewhere"));
    assertThat(failure().reason()).endsWith("answered 302, a redirect, which is not followed");
    assertThat(api.targets()).doesNotContain("/v1/elsewhere");
  }

  @Test
  void withoutTheGeocoderTheWeatherIsNotAskedFor() throws Exception {
    api.geocoding("Paris", Response.of(404));
    assertThat(failure().part()).isEqualTo("geocoding");
    assertThat(api.targets()).hasSize(1);
  }

  private FailedPart failure() throws InterruptedException {
    return api.observe("Paris").get(0).failure().orElseThrow();
  }
}
