package dev.tributary.exporters.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.exporters.weather.Place;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlertMessageTest {

  private static final AlertTopics TOPICS = AlertTopics.named("geo_weather_stream", "alert_stream");

  @Test
  void itHasThePromisedMembers() {
    assertThat(message("Paris", "FR", 25, 20.5).json())
        .hasToString(
            """
            {"timestamp":"2024-12-11T20:45:00Z","city":"Paris","country":"France",\
            "country_code":"FR","temperature":25.0,"windspeed":20.5,"weather_code":3,\
            "wind_alert_level":2,"heat_alert_level":1,"latitude":48.85341,"longitude":2.3488,\
            "location":"Paris, France"}""");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    AlertMessage message =
        new AlertMessage(
            Instant.parse("2024-12-11T20:45:07.9Z"),
            new Place("Paris", "FR", Optional.empty()),
            0,
            0,
            OptionalInt.empty());
    assertThat(message.json().has("weather_code")).isFalse();
    assertThat(message.json().has("latitude")).isFalse();
    assertThat(message.json().path("timestamp").textValue()).isEqualTo("2024-12-11T20:45:07Z");
  }

  @ParameterizedTest
  @CsvSource({
    "US, New York, United States, US-New York",
    "BR, Goiânia, Brazil, BR-Goiânia",
    "JP, Tokyo, Japan, JP-Tokyo",
    "HK, Hong Kong, Hong Kong SAR China, HK-Hong Kong",
    "QX, Atlantis, QX, QX-Atlantis"
  })
  void aCountryIsNamedInEnglishByItsCode(String code, String city, String country, String key) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.FRENCH);
      AlertMessage message = message(city, code, 1, 1);
      assertThat(message.json().path("country").textValue()).isEqualTo(country);
      assertThat(message.json().path("location").textValue()).isEqualTo(city + ", " + country);
      assertThat(message.key()).isEqualTo(key);
    } finally {
      Locale.setDefault(before);
    }
  }

  /** Java knows the codes of the ISO; Kosovo's is a private one that geocoders use. */
  @Test
  void everyCountryHasAName() {
    for (String code : Locale.getISOCountries()) {
      assertThat(Countries.name(code)).as(code).hasSizeGreaterThan(2).doesNotContain(",");
    }
    assertThat(Countries.name("XK")).isEqualTo("Kosovo");
    assertThat(Countries.name("CI")).isEqualTo("Côte d’Ivoire");
  }

  @Test
  void whatIsNoReadingIsNoMessage() {
    for (double wind : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> message("Paris", "FR", 1, wind))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> message("Paris", "FR", Double.NaN, 1))
        .hasMessage("NaN °C and 1.0 m/s are no reading");
  }

  @Test
  void whatAlertsGoesToTheTopicOfAlertsAsWell() {
    assertThat(TOPICS.further(message("Paris", "FR", 24.9, 9.9))).isEmpty();
    assertThat(TOPICS.further(message("Paris", "FR", 25, 0))).containsExactly("alert_stream");
    assertThat(TOPICS.further(message("Paris", "FR", -5, 10))).containsExactly("alert_stream");
  }

  @Test
  void oneTopicCannotBeBoth() {
    assertThatThrownBy(() -> AlertTopics.named("a", "a"))
        .hasMessage(
            "topic 'a' cannot be that of all messages and that of alerts: an alert would be in it"
                + " twice");
  }

  private static AlertMessage message(String city, String country, double celsius, double wind) {
    return new AlertMessage(
        Instant.parse("2024-12-11T20:45:00Z"),
        new Place(city, country, Optional.of(new Place.Position(48.85341, 2.3488))),
        celsius,
        wind,
        OptionalInt.of(3));
  }
}
