package dev.tributary.exporters.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

  private static final Places PLACES = Places.of(setting -> Optional.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'timestamp':'2024-12-11T20:45:00Z','city':'Paris','country':'France','country_code':'FR',"
            + "'latitude':48.85341,'longitude':2.3488,'location':'Paris, France'}",
        "{'location':'Paris, France'}",
        "{'location':'Paris'}",
        "{'location':{'geography':{'name':'Paris','country':'France','country_code':'FR'}}}",
        "{'location':{'city':'Paris','country':'France','country_code':'FR'}}",
        "{'location':{'city':'Paris','country':'France'}}",
        "{'city':'Paris','country':'FR'}",
        "{'city':'Paris','country':'FRA'}",
        "{'city':'Paris','country':250}",
        "{'city':'Paris','country':'france'}",
        "{'city':'Paris','country_code':'FR'}",
        "{'city':' Paris\\t','country_code':'fr'}",
        "{'city':'Paris','latitude':48.85341,'longitude':2.3488}",
        "{'city':'Paris'}",
        "{'latitude':48.85341,'longitude':2.3488,'current_weather':{'temperature':1}}",
        "{'latitude':'48.85341','longitude':'2.3488'}",
        "{'coord':{'lon':2.3488,'lat':48.8534},'sys':{'country':'FR'},'name':'Paris','main':{}}",
        "{'city':'Paris','country':'FR','lat':48.8534,'lon':2.3488,'kind':'weather','weather':{}}",
        "{'city':{'name':'Paris','country':'FR','coord':{}},'list':[]}",
        "{'country':'FR','latitude':48.85341,'longitude':2.3488}",
        "{'country_code':'XX','country':'France','city':'Paris'}",
        "{'country_code':'FR','country':'Germany','city':'Paris'}",
        "{'country':'FR','city':'Paris','location':'Berlin, Germany'}",
        "{'city':'Paris','country':'FR','latitude':0,'longitude':0}"
      })
  void everyShapeOfParisIsOfParis(String json) {
    assertPlace(json, null, "FR", "Paris");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'location':'Paris, Texas, United States'}|US|Paris",
        "{'location':'Paris, TX, US'}|US|Paris",
        "{'location':'Washington, D.C., USA'}|US|Washington",
        "{'location':'Paris, Texas'}|UNKNOWN|Paris",
        "{'location':'Kinshasa, Congo, Democratic Republic of the'}|CD|Kinshasa",
        "{'location':'東京、日本'}|JP|東京",
        "{'location':'France'}|FR|Unknown-City",
        "{'location':'Singapore'}|SG|Singapore",
        "{'country':'France'}|FR|Unknown-City",
        "{'country':'France','latitude':52.52,'longitude':13.4}|FR|Unknown-City",
        "{'city':'Atlantis'}|UNKNOWN|Atlantis",
        "{'city':'Paris','country':'Frankreich'}|UNKNOWN|Paris",
        "{'city':'Atlantis','country':'XX'}|UNKNOWN|Atlantis",
        "{'city':'Paris','country':'Nowhere'}|UNKNOWN|Paris",
        "{'city':'Paris','latitude':33.66,'longitude':-95.55}|UNKNOWN|Paris",
        "{'city':'Boulogne','latitude':48.84,'longitude':2.24}|FR|Boulogne",
        "{'latitude':0,'longitude':0}|UNKNOWN|Unknown-City",
        "{'latitude':148.85,'longitude':2.35}|UNKNOWN|Unknown-City",
        "{'city':'','country':''}|UNKNOWN|Unknown-City",
        "{'city':null,'country':null,'location':null}|UNKNOWN|Unknown-City",
        "{'name':'sensor 4'}|UNKNOWN|Unknown-City",
        "{'city':'../../etc','country':'FR'}|FR|../../etc",
        "{}|UNKNOWN|Unknown-City",
        "[1]|UNKNOWN|Unknown-City",
        "7|UNKNOWN|Unknown-City"
      })
  void whatIsSaidCountsAndNothingIsGuessed(String json, String country, String city) {
    assertPlace(json, null, country, city);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|FR-Paris|FR|Paris",
        "{}|US-New York|US|New York",
        "{}|FR/Paris|FR|Paris",
        "{'latitude':52.52,'longitude':13.4}|FR-Paris|FR|Paris",
        "{'city':'Paris'}|US-Paris|US|Paris",
        "{'city':'Lyon','country':'FR'}|FR-Paris|FR|Lyon",
        "{'city':'Atlantis'}|FR-Paris|UNKNOWN|Atlantis",
        "{'country':'FR'}|FR-Paris|FR|Paris",
        "{'country':'FR'}|DE-Berlin|FR|Unknown-City",
        "{}|XX-Paris|UNKNOWN|Unknown-City",
        "{}|fr-paris|UNKNOWN|Unknown-City",
        "{}|DE-7|UNKNOWN|Unknown-City",
        "not json|FR-Paris|FR|Paris"
      })
  void theKeySaysWhatTheValueDoesNot(String json, String key, String country, String city) {
    assertPlace(json, key, country, city);
  }

  @Test
  void aNameIsInOneFormAndHasNothingThatNoTextCanHold() {
    assertPlace("{'city':'Orle\\u0301ans','country':'FR'}", null, "FR", "Orl\u00E9ans");
    assertPlace(
        "{'city':'\\u00a0a\\u0000b\\ud800\\n','country':'FR'}", null, "FR", "a\uFFFDb\uFFFD");
  }

  @Test
  void thePromisedMessageIsReadWhole() {
    Sighting sighting =
        read(
            "{ 'timestamp':'2024-12-11T20:45:00Z','city':'Paris','country':'France',\n"
                + "'country_code':'FR','temperature':11.80,'windspeed':5.2,'weather_code':3,"
                + "'wind_alert_level':0,'heat_alert_level':2,'latitude':48.85341,"
                + "'longitude':2.3488,'location':'Paris, France'}",
            null);
    assertThat(sighting.eventTime()).contains(Instant.parse("2024-12-11T20:45:00Z"));
    assertThat(sighting.temperature()).hasValue(11.8);
    assertThat(sighting.windspeed()).hasValue(5.2);
    assertThat(sighting.weatherCode()).hasValue(3);
    assertThat(sighting.windAlertLevel()).hasValue(0);
    assertThat(sighting.heatAlertLevel()).hasValue(2); // as it says, not as it would be
    assertThat(sighting.latitude()).hasValue(48.85341);
    assertThat(sighting.longitude()).hasValue(2.3488);
    assertThat(new String(sighting.value().get(), StandardCharsets.UTF_8))
        .startsWith("{\"timestamp\":\"2024-12-11T20:45:00Z\",\"city\"")
        .contains("\"temperature\":11.80,")
        .contains("\"Paris, France\"");
  }

  // 36 km/h are 10 m/s; 22.3694 mph are 10.00002 m/s; 20 kn are 10.289 m/s; 77 °F are 25 °C.
  @ParameterizedTest
  @CsvSource({
    "km/h, 36, 10.0, 1",
    "km/h, 35.9, 9.972, 0",
    "km/h, 72, 20.0, 2",
    "mp/h, 22.3694, 10.0, 1",
    "kn, 20, 10.289, 1",
    "m/s, 19.9, 19.9, 1"
  })
  void openMeteosWindIsToldInMetresASecond(String unit, String speed, double expected, int level) {
    Sighting sighting =
        read(
            "{'current_weather':{'windspeed':"
                + speed
                + ",'temperature':77,'weathercode':61},'current_weather_units':{'windspeed':'"
                + unit
                + "','temperature':'°F'}}",
            null);
    assertThat(sighting.windspeed()).hasValue(expected);
    assertThat(sighting.windAlertLevel()).hasValue(level);
    assertThat(sighting.temperature()).hasValue(25.0);
    assertThat(sighting.heatAlertLevel()).hasValue(1);
    assertThat(sighting.weatherCode()).hasValue(61);
  }

  @Test
  void aFigureWhoseUnitIsNotKnownIsLeftOut() {
    Sighting sighting = read("{'current_weather':{'windspeed':36,'temperature':77}}", null);
    assertThat(sighting.windspeed()).isEmpty();
    assertThat(sighting.temperature()).isEmpty();
    assertThat(sighting.windAlertLevel()).isEmpty();
    Sighting body = read("{'main':{'temp':17.3},'wind':{'speed':3},'coord':{}}", null);
    assertThat(body.temperature()).isEmpty();
    assertThat(body.windspeed()).isEmpty();
  }

  @Test
  void kelvinsAreKnownByTheirSize() {
    Sighting body = read("{'main':{'temp':307.56},'wind':{'speed':2.06},'coord':{}}", null);
    assertThat(body.temperature()).hasValue(34.41);
    assertThat(body.heatAlertLevel()).hasValue(1);
    assertThat(body.windspeed()).hasValue(2.06);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1.0, 1", "'1', 1", "'level_2', 2", "'LEVEL_0', 0"})
  void aLevelIsReadInEachForm(String level, int expected) {
    Sighting sighting = read("{'wind_alert_level':" + quoted(level) + "}", null);
    assertThat(sighting.windAlertLevel()).isEqualTo(OptionalInt.of(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "-1", "0.5", "level_9", "high", "true"})
  void aLevelThatIsNoneIsWorkedOut(String level) {
    Sighting sighting =
        read("{'wind_alert_level':" + quoted(level) + ",'windspeed':20,'temperature':24.99}", null);
    assertThat(sighting.windAlertLevel()).hasValue(2);
    assertThat(sighting.heatAlertLevel()).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'timestamp':'2026-01-12T14:56:19.696678Z'}|2026-01-12T14:56:19.696678Z",
        "{'event_time':'2026-01-12T15:56:19+01:00'}|2026-01-12T14:56:19Z",
        "{'event_time':'2026-01-12T15:56:19+0100'}|2026-01-12T14:56:19Z",
        "{'timestamp':'2026-01-12 14:56:19'}|2026-01-12T14:56:19Z",
        "{'time':'2026-01-12T14:56'}|2026-01-12T14:56:00Z",
        "{'time':'2026-01-12T15:56','utc_offset_seconds':3600}|2026-01-12T14:56:00Z",
        "{'current_weather':{'time':'2024-12-11T20:45'}}|2024-12-11T20:45:00Z",
        "{'dt':1727335125}|2024-09-26T07:18:45Z",
        "{'timestamp':1727335125000}|2024-09-26T07:18:45Z",
        "{'timestamp':'1727335125'}|2024-09-26T07:18:45Z",
        "{'timestamp':1727335125.5}|2024-09-26T07:18:45.500Z",
        "{'observed_at':'2024-09-26T07:18:45Z'}|2024-09-26T07:18:45Z",
        "{'timestamp':'soon','dt':1727335125}|2024-09-26T07:18:45Z"
      })
  void aTimeIsReadInEachForm(String json, Instant expected) {
    assertThat(read(json, null).eventTime()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'soon'",
        "'2026-13-01T00:00:00Z'",
        "'2026-02-30T00:00:00Z'",
        "1e300",
        "-1e18",
        "true",
        "{}",
        "''",
        "'2026-01-12'",
        "'2026-01-1214:56:19'"
      })
  void aTimeThatIsNoneIsAbsent(String time) {
    assertThat(read("{'timestamp':" + time + "}", null).eventTime()).isEmpty();
  }

  @Test
  void anOffsetThatNoClockHasDoesNotFail() {
    assertThat(read("{'time':'2026-01-12T15:56','utc_offset_seconds':1e9}", null).eventTime())
        .isEmpty();
  }

  @Test
  void figuresThatAreNoneAreAbsent() {
    Sighting sighting =
        read("{'temperature':'NaN','windspeed':1e999,'weather_code':3.5,'latitude':1}", null);
    assertThat(sighting.temperature()).isEqualTo(OptionalDouble.empty());
    assertThat(sighting.windspeed()).isEmpty();
    assertThat(sighting.weatherCode()).isEmpty();
    assertThat(sighting.latitude()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', not-json",
    "'{', not-json",
    "'{} {}', not-json",
    "'{\"a\":NaN}', not-json",
    "'{a:1}', not-json",
    "'[1,]', not-json",
    "'\uFEFF{}', not-json"
  })
  void whatIsNotJsonIsKeptWithAReason(String text, String reason) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertRefused(bytes, reason);
  }

  @Test
  void whatIsNotUtf8OrTooDeepIsKeptWithAReason() {
    assertRefused(new byte[] {'"', (byte) 0xC3, '"'}, "not-utf-8");
    assertRefused(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}, "not-utf-8");
    assertRefused(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}, "not-utf-8");
    assertRefused("{}".getBytes(StandardCharsets.UTF_16LE), "not-json");
    assertRefused(
        ("[".repeat(101) + "]".repeat(101)).getBytes(StandardCharsets.UTF_8), "beyond-limits");
    assertRefused("1".repeat(2000).getBytes(StandardCharsets.UTF_8), "beyond-limits");
  }

  @Test
  void aMessageWithoutAValueIsOfItsKeysPlace() {
    Sighting sighting =
        PLACES.read("alert_stream", "FR-Paris".getBytes(StandardCharsets.UTF_8), null);
    assertThat(sighting.country()).isEqualTo("FR");
    assertThat(sighting.reason()).contains("no-value");
    assertThat(sighting.raw()).isEmpty();
  }

  private static void assertRefused(byte[] bytes, String reason) {
    Sighting sighting = PLACES.read("alert_stream", null, bytes);
    assertThat(sighting.reason()).contains(reason);
    assertThat(sighting.raw().get()).isEqualTo(bytes);
    assertThat(sighting.value()).isEmpty();
    assertThat(sighting.country()).isEqualTo("UNKNOWN");
  }

  private static void assertPlace(String json, String key, String country, String city) {
    Sighting sighting = read(json, key);
    assertThat(sighting.country()).as(json).isEqualTo(country);
    assertThat(sighting.city()).as(json).isEqualTo(city);
  }

  /** With ' for ", so that a test is legible. */
  private static Sighting read(String json, String key) {
    return PLACES.read(
        "alert_stream",
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String value) {
    return value.matches("-?[0-9.]+|true") ? value : "'" + value + "'";
  }
}
