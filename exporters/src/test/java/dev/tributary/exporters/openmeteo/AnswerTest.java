package dev.tributary.exporters.openmeteo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tributary.exporters.alert.AlertMessage;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.weather.FailedPart;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an answer about the weather now becomes. */
final class AnswerTest {

  private static final String NOW = StubMeteo.now("2024-12-11T20:45", "11.8", "5.2");

  private StubMeteo api;

  @BeforeEach
  void start() throws IOException {
    api = new StubMeteo();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  /**
   * Speeds by the definitions: a mile is 1609.344 m, a knot 1852 m an hour. Figures by hand with
   * ten decimals, such as 22.4 * 1609.344 / 3600 = 10.0136960000.
   */
  @ParameterizedTest
  @CsvSource({
    "m/s, 10, 10, 1",
    "m/s, 9.99, 9.99, 0",
    "km/h, 36, 10, 1",
    "km/h, 35.9, 9.9722222222, 0",
    "km/h, 72.0, 20, 2",
    "km/h, 71.9, 19.9722222222, 1",
    "km/h, 6.1, 1.6944444444, 0",
    "mp/h, 22.4, 10.0136960000, 1",
    "mph, 22.3, 9.9689920000, 0",
    "mph, 44.7, 19.9826880000, 1",
    "mp/h, 44.8, 20.0273920000, 2",
    "kn, 19.4, 9.9802222222, 0",
    "kn, 19.5, 10.0316666667, 1",
    "kn, 38.9, 20.0118888889, 2",
    "km/h, 0, 0, 0"
  })
  void windIsConvertedByTheUnitThatTheAnswerTells(
      String unit, String wind, double metres, int level) throws Exception {
    AlertMessage message = message(StubMeteo.windy(unit, wind));
    assertThat(message.windspeed()).isEqualTo(metres, within(0.000001));
    assertThat(message.json().path("wind_alert_level").intValue()).isEqualTo(level);
  }

  /** 35.9999999 km/h are 9.99999997 m/s, which six decimals would round to 10. */
  @ParameterizedTest
  @CsvSource({"km/h, 35.9999999, 0", "km/h, 36.0000001, 1", "km/h, 71.9999999, 1", "m/s, 20, 2"})
  void noLevelIsReachedByRounding(String unit, String wind, int level) throws Exception {
    assertThat(message(StubMeteo.windy(unit, wind)).windLevel()).isEqualTo(level);
  }

  /** 77 °F are 25 °C, 95 °F are 35 °C, -40 are -40. */
  @ParameterizedTest
  @CsvSource({
    "°F, 77, 25, 1",
    "°F, 76.9, 24.944444, 0",
    "°F, 95.0, 35, 2",
    "°F, 94.9, 34.944444, 1",
    "°F, -40, -40, 0",
    "°C, 24.9, 24.9, 0",
    "°C, 25, 25, 1",
    "°C, 35, 35, 2"
  })
  void heatIsConvertedByTheUnitThatTheAnswerTells(
      String unit, String temperature, double celsius, int level) throws Exception {
    AlertMessage message = message(NOW.replace("°C", unit).replace("11.8", temperature));
    assertThat(message.temperature()).isEqualTo(celsius, within(0.000001));
    assertThat(message.json().path("heat_alert_level").intValue()).isEqualTo(level);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ft/s", "", "KM/H", "bft", "km"})
  void aUnitThatIsNotKnownIsNeverGuessed(String unit) throws Exception {
    assertThat(failure(StubMeteo.windy(unit, "5.2")))
        .isEqualTo(
            new FailedPart(
                "forecast",
                OptionalInt.empty(),
                "the answer's wind is in '%s', which is no unit that is known here"
                    .formatted(unit)));
    assertThat(failure(NOW.replace("°C", unit)).reason())
        .startsWith("the answer's temperature is in '" + unit + "'");
  }

  @Test
  void anAnswerWithoutUnitsIsNotGuessedEither() throws Exception {
    assertThat(failure(NOW.replace("current_weather_units", "units")).reason())
        .isEqualTo("the answer's temperature is in '', which is no unit that is known here");
  }

  /** In the zone of Yokohama it was 05:45 of the next day; in Newfoundland 17:15. */
  @ParameterizedTest
  @CsvSource({"2024-12-12T05:45, 32400", "2024-12-11T17:15, -12600", "2024-12-11T20:45:00, 0"})
  void timesAreInTheZoneOfTheAnswer(String local, int offset) throws Exception {
    String answer =
        StubMeteo.now(local, "1", "1")
            .replace("\"utc_offset_seconds\":0", "\"utc_offset_seconds\":" + offset);
    assertThat(message(answer).observedAt()).isEqualTo("2024-12-11T20:45:00Z");
  }

  @Test
  void theNewFormIsReadAsWell() throws Exception {
    AlertMessage message =
        message(
            """
            {"latitude":48.86,"longitude":2.36,"utc_offset_seconds":3600,
             "current_units":{"time":"iso8601","interval":"seconds","temperature_2m":"°F",
               "wind_speed_10m":"mp/h","weather_code":"wmo code"},
             "current":{"time":"2026-07-14T14:00","interval":900,"temperature_2m":95.0,
               "wind_speed_10m":22.4,"weather_code":0}}
            """);
    assertThat(message.json())
        .hasToString(
            """
            {"timestamp":"2026-07-14T13:00:00Z","city":"Paris","country":"France",\
            "country_code":"FR","temperature":35.0,"windspeed":10.013696,"weather_code":0,\
            "wind_alert_level":1,"heat_alert_level":2,"latitude":48.85341,"longitude":2.3488,\
            "location":"Paris, France"}""");
  }

  @Test
  void aWeatherCodeIsNotWorthTheLossOfTheRest() throws Exception {
    assertThat(message(code("3.0")).weatherCode()).hasValue(3);
    for (String code : new String[] {"null", "\"3\"", "3.5", "-1", "100", "1e999"}) {
      assertThat(message(code(code)).weatherCode()).as(code).isEmpty();
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("{}", "this is no answer of the weather now: {}"),
        Arguments.of("[]", "this is no answer of the weather now: []"),
        Arguments.of("", "this is no answer of the weather now: "),
        Arguments.of("<html>", "the answer is no JSON"),
        Arguments.of(NOW.replace("5.2", "\"5.2\""), "the answer's wind is no figure: \"5.2\""),
        Arguments.of(NOW.replace("5.2", "null"), "the answer's wind is no figure: null"),
        Arguments.of(NOW.replace("5.2", "1e999999999"), "the answer's wind is no figure: 1E"),
        Arguments.of(NOW.replace("5.2", "-0.1"), "a wind of -0.1 is none"),
        Arguments.of(
            NOW.replace("\"temperature\":11.8,", ""),
            "the answer's temperature is no figure: missing"),
        Arguments.of(
            NOW.replace("2024-12-11T20:45", "yesterday"),
            "the answer's time is none: \"yesterday\" with utc_offset_seconds 0"),
        Arguments.of(
            NOW.replace("\"2024-12-11T20:45\"", "1733949900"), "the answer's time is none: 1733"),
        Arguments.of(NOW.replace("utc_offset_seconds", "x"), "the answer's time is none: "),
        Arguments.of(
            NOW.replace("\"utc_offset_seconds\":0", "\"utc_offset_seconds\":99999"),
            "the answer's time is none: "),
        Arguments.of("{\"error\":true,\"reason\":\"Not\\ntoday\"}", "the API says: Not today"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatIsNoReadingIsAFailureOfThePlace(String body, String reason) throws Exception {
    assertThat(failure(body).reason()).startsWith(reason).hasLineCount(1);
  }

  /** In milliseconds: it would be computed for years. */
  @Test
  void aNumberOfAHugeExponentIsAsQuickAsOthers() throws Exception {
    assertThat(message(StubMeteo.windy("km/h", "1e-999999999")).windspeed()).isZero();
  }

  private static String code(String code) {
    return NOW.replace("\"weathercode\":3", "\"weathercode\":" + code);
  }

  private AlertMessage message(String answer) throws InterruptedException {
    return reading(answer).message().orElseThrow();
  }

  private FailedPart failure(String answer) throws InterruptedException {
    return reading(answer).failure().orElseThrow();
  }

  private Reading reading(String answer) throws InterruptedException {
    api.now(Response.page(answer));
    return api.observe("Paris").get(0);
  }
}
