package dev.tributary.exporters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Feed;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WeatherInspectionTest {

  private static final Feed WEATHER = Catalog.load(Optional.empty()).dataset("weather").feed();

  private static final String ANSWER =
      "{'coord':{},'weather':[{'main':'Rain'},{'main':'Mist'}],'main':{'temp':15,'pressure':1011.0},'dt':1743296400,'cod':200}";

  private final Inspection inspection = new Inspection(WEATHER, 10_000);

  /** Europe/Paris goes from 02:00 to 03:00 on 30 March 2025, and back on 26 October. */
  @ParameterizedTest
  @CsvSource({
    "2025-03-29T22:59:59Z, 2025-03-29T23:59:59, 2025-03-29",
    "2025-03-29T23:00:00Z, 2025-03-30T00:00:00, 2025-03-30",
    "2025-03-30T01:00:00Z, 2025-03-30T03:00:00, 2025-03-30",
    "2025-03-30T21:59:59Z, 2025-03-30T23:59:59, 2025-03-30",
    "2025-03-30T22:00:00Z, 2025-03-31T00:00:00, 2025-03-31",
    "2025-10-25T22:00:00Z, 2025-10-26T00:00:00, 2025-10-26",
    "2025-10-26T00:30:00Z, 2025-10-26T02:30:00, 2025-10-26",
    "2025-10-26T01:30:00Z, 2025-10-26T02:30:00, 2025-10-26",
    "2025-10-26T22:59:59Z, 2025-10-26T23:59:59, 2025-10-26",
    "2025-10-26T23:00:00Z, 2025-10-27T00:00:00, 2025-10-27",
  })
  void anObservationBelongsToItsDayInParis(String observedAt, LocalDateTime local, String dt)
      throws Exception {
    Inspection.Fit fit = inspect(message(observedAt, "metric", ANSWER));
    assertThat(fit.event()).isEqualTo(local);
    assertThat(fit.dt()).isEqualTo(dt);
    assertThat(fit.columns()).isEmpty();
  }

  @Test
  void theTimeOfFetchingIsNoContent() throws Exception {
    String message = message("2025-03-30T01:00:00Z", "metric", ANSWER);
    Inspection.Fit one = inspect(message);
    Inspection.Fit other = inspect(message.replace("T01:00:30Z", "T01:10:30Z"));
    Inspection.Fit warmer = inspect(message.replace("'temp':15", "'temp':15.5"));
    assertThat(other.content()).isEqualTo(one.content());
    assertThat(warmer.content()).isNotEqualTo(one.content());
    assertThat(warmer.identity()).isEqualTo(one.identity());
    assertThat(inspect(message.replace("'FR'", "'US'")).identity()).isNotEqualTo(one.identity());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'cod':401,'message':'Invalid API key'}",
        "{'cod':'404','message':'city not found'}",
        "{'dt':1743296400,'main':{}}",
        "{'dt':1743296400,'main':{'temp':'15'}}",
        "{'dt':'soon','main':{'temp':15}}",
        "{'dt':1743296400,'main':{'temp':15},'rain':{'1h':-1}}",
        "[]",
        "null",
      })
  void whatIsNoAnswerIsNotLanded(String weather) {
    assertThat(reason(message("2025-03-30T01:00:00Z", "metric", weather))).isEqualTo("schema");
  }

  /** 288.15 is a temperature in kelvins, and none in degrees of Celsius or Fahrenheit. */
  @ParameterizedTest
  @CsvSource({"standard, 288.15", "metric, 15", "imperial, 59"})
  void aTemperatureMustBePossibleInItsUnits(String units, String temp) throws Exception {
    for (String declared : new String[] {"standard", "metric", "imperial"}) {
      String message = message("2025-03-30T01:00:00Z", declared, ANSWER.replace("15,", temp + ","));
      boolean possible =
          declared.equals(units) || (declared + units).matches("(metric|imperial){2}");
      if (possible) {
        assertThat(inspect(message).json()).contains(temp);
      } else {
        assertThat(reason(message)).isEqualTo("schema");
      }
    }
  }

  /** What jobs cannot take must not be landed: it would hold up every build. */
  @Test
  void aNumberThatNoDoubleHoldsAndTheLastYearAreNotLanded() throws Exception {
    String answer = ANSWER.replace("1011.0", "1e400");
    assertThat(reason(message("2025-03-30T01:00:00Z", "metric", answer))).isEqualTo("not-storable");
    assertThat(reason(message("9999-12-31T12:00:00Z", "metric", ANSWER))).isEqualTo("event-time");
    String message = message("2025-03-30T01:00:00Z", "metric", ANSWER);
    assertThat(reason(message.replace("'kind'", "'utc_offset_seconds':54000,'kind'")))
        .isEqualTo("schema");
    assertThat(inspect(message.replace("'kind'", "'utc_offset_seconds':50400,'kind'")).dt())
        .isEqualTo("2025-03-30");
    String nulls = ANSWER.replace("1011.0", "null").replace("'dt'", "'wind':{'gust':null},'dt'");
    assertThat(inspect(message("2025-03-30T01:00:00Z", "metric", nulls)).json()).contains("null");
  }

  @Test
  void aTimeWithoutAnOffsetAndOneThatIsNoneAreToldOf() {
    assertThat(reason(message("2025-03-30T01:00:00", "metric", ANSWER))).isEqualTo("schema");
    assertThat(reason(message("2025-02-30T01:00:00Z", "metric", ANSWER))).isEqualTo("event-time");
  }

  private static String message(String observedAt, String units, String weather) {
    return "{'city':'Paris','country':'FR','kind':'weather','observed_at':'%s','units':'%s','weather':%s,'fetched_at':'2025-03-30T01:00:30Z'}"
        .formatted(observedAt, units, weather);
  }

  private Inspection.Fit inspect(String message) throws Inspection.Unfit {
    return inspection.inspect(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private String reason(String message) {
    return catchThrowableOfType(Inspection.Unfit.class, () -> inspect(message)).reason();
  }
}
