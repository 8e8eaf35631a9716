package dev.tributary.exporters.replay;

import static dev.tributary.exporters.replay.Recordings.AIR;
import static dev.tributary.exporters.replay.Recordings.FORECAST;
import static dev.tributary.exporters.replay.Recordings.METRIC;
import static dev.tributary.exporters.replay.Recordings.WEATHER;
import static dev.tributary.exporters.replay.Recordings.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.exporters.weather.Units;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What records become, by what they hold. */
final class RecordingTest {

  private static final Circumstances YOKOHAMA = metric("Yokohama", "JP", "Asia/Tokyo");

  @TempDir private Path directory;

  @Test
  void everyKindOfAnswerBecomesAMessageInTheOrderOfTheFile() throws IOException {
    Recordings.Content content = read(YOKOHAMA, WEATHER + "\n" + AIR + "\n\n" + FORECAST + "\n");
    assertThat(content.refusals()).isEmpty();
    assertThat(content.keys()).containsExactly("FR/Paris", "JP/Yokohama", "JP/Nagasaki");
    assertThat(content.origins())
        .containsExactly("a.json line 1", "a.json line 2", "a.json line 4");
    assertThat(content.records().stream().map(record -> record.index()))
        .containsExactly(0L, 1L, 2L);
    // The times are those that GNU date gives for the seconds.
    is(content.message(0), "weather", "2024-09-26T07:18:45Z");
    is(content.message(1), "air_pollution", "2025-05-30T04:23:03Z");
    is(content.message(2), "forecast", "2025-05-22T06:00:00Z");
  }

  @Test
  void theNameOfAFileSaysNothing() throws IOException {
    Files.writeString(directory.resolve("forecast_air_pollution.csv"), WEATHER);
    assertThat(
            Recordings.read(directory.resolve("forecast_air_pollution.csv"), METRIC)
                .message(0)
                .path("kind")
                .asText())
        .isEqualTo("weather");
  }

  @Test
  void anAnswerIsKeptToItsLastDigit() throws IOException {
    String answer =
        WEATHER.replace("4.0}", "4.0,\"feels_like\":0,\"pressure\":1013.250,\"x\":-0.50}");
    String json = read(METRIC, answer).records().get(0).json();
    assertThat(json).contains("\"weather\":" + answer);
  }

  @Test
  void whatTheApiLeavesOutIsNotInvented() throws IOException {
    JsonNode message = read(METRIC, WEATHER).message(0);
    assertThat(message.path("weather")).isEqualTo(WeatherMessage.JSON.readTree(WEATHER));
    assertThat(message.has("lat")).isFalse();
    assertThat(message.path("precipitations_info").path("rain_1h").asText()).isEqualTo("0.0");
    assertThat(message.path("sun_info").path("sunrise_utc").isNull()).isTrue();
    assertThat(message.path("utc_offset_seconds").asInt()).isEqualTo(7200);
    assertThat(message.path("city_id").asInt()).isEqualTo(2988507);
  }

  @Test
  void theSameFileMakesTheSameMessagesWhenever() throws IOException {
    Recordings.Content first = read(YOKOHAMA, WEATHER + "\n" + AIR);
    assertThat(first.message(0).path("fetched_at")).isEqualTo(first.message(0).path("observed_at"));
    assertThat(read(YOKOHAMA, WEATHER + "\n" + AIR)).isEqualTo(first);
  }

  @Test
  void aFileThatWasWrittenToIsNotWhatWasExamined() throws IOException {
    Path file = Files.writeString(directory.resolve("a.json"), WEATHER);
    ExaminedRecording examined = Recordings.examine(file, METRIC, line -> {});
    assertThat(examined.isUnchanged()).isTrue();
    Files.writeString(file, "\n", StandardOpenOption.APPEND);
    assertThat(examined.isUnchanged()).isFalse();
  }

  @Test
  void otherCircumstancesMakeAnotherSource() throws IOException {
    assertThat(
            List.of(
                read(METRIC, WEATHER).id(),
                read(YOKOHAMA, WEATHER).id(),
                read(metric("Yokohama", "JP", "Asia/Seoul"), WEATHER).id(),
                read(metric("Osaka", "JP", "Asia/Tokyo"), WEATHER).id(),
                read(in(Units.STANDARD), WEATHER).id(),
                read(METRIC, WEATHER + "\n").id()))
        .doesNotHaveDuplicates();
  }

  @Test
  void unitsAreTheDeclaredOnes() throws IOException {
    for (Units units : Units.values()) {
      assertThat(read(in(units), WEATHER).message(0).path("units").asText())
          .isEqualTo(units.text());
    }
  }

  @Test
  void withoutUnitsNothingIsGuessed() {
    Circumstances none = new Circumstances(Optional.empty(), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> read(none, WEATHER))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--units is missing: ")
        .hasMessageContaining("metric (°C, m/s), standard (K, m/s) or imperial (°F, mph)");
  }

  @Test
  void aWholeMessageIsSentAsItIsInItsOwnUnits() throws IOException {
    JsonNode sent = read(in(Units.IMPERIAL), WEATHER).message(0);
    String line = sent.toString().replace("T07:18:45Z\"}", "T09:00:00Z\",\"more\":[4.0,{}]}");
    assertThat(line).contains("\"fetched_at\":\"2024-09-26T09:00:00Z\"").contains("more");
    for (Circumstances circumstances :
        List.of(METRIC, new Circumstances(Optional.empty(), Optional.empty(), Optional.empty()))) {
      Recordings.Content content = read(circumstances, line + "\n");
      assertThat(content.keys()).containsExactly("FR/Paris");
      assertThat(content.records().get(0).json()).isEqualTo(line);
    }
  }

  @Test
  void whatIsNoWholeMessageIsRefused() throws IOException {
    String message = read(METRIC, WEATHER).records().get(0).json();
    Recordings.Content content =
        read(
            METRIC,
            String.join(
                "\n",
                message,
                message.replace("\"units\":\"metric\"", "\"units\":\"kelvin\""),
                message.replace("\"units\":\"metric\",", ""),
                message.replace("\"kind\":\"weather\"", "\"kind\":\"forecast\""),
                message.replace("\"country\":\"FR\"", "\"country\":\"France\""),
                message.replaceFirst("\"city\":\"Paris\"", "\"city\":\"\"")));
    assertThat(content.records()).hasSize(1);
    assertThat(content.refusals())
        .containsExactly(
            "a.json line 2: is no whole message: units 'kelvin' are none of the API's",
            "a.json line 3: is no whole message: units '' are none of the API's",
            "a.json line 4: is no whole message: it is of kind 'forecast' and holds no such answer",
            "a.json line 5: is no whole message: country 'France' is not of two capital letters, such as FR",
            "a.json line 6: is no whole message: a place has a name");
  }

  /** Summer time in Paris began on 2025-03-30 at 01:00 UTC. */
  @Test
  void theZoneGivesTheOffsetOfTheInstant() throws IOException {
    String before = AIR.replace("1748578983", "1743296399");
    String after = AIR.replace("1748578983", "1743296400");
    Recordings.Content content =
        read(metric("Paris", "FR", "Europe/Paris"), before + "\n" + after + "\n" + WEATHER);
    assertThat(content.message(0).path("utc_offset_seconds").asInt()).isEqualTo(3600);
    assertThat(content.message(1).path("utc_offset_seconds").asInt()).isEqualTo(7200);
    assertThat(content.message(2).path("utc_offset_seconds").asInt()).isEqualTo(7200);
    assertThat(
            read(metric("Paris", "FR", "Asia/Tokyo"), WEATHER)
                .message(0)
                .path("utc_offset_seconds")
                .asInt())
        .isEqualTo(7200);
  }

  @Test
  void aRecordWithoutAPlaceIsRefusedUnlessOneIsTold() throws IOException {
    String atSea = WEATHER.replace("Paris", "").replace("\"country\":\"FR\"", "\"sunrise\":1");
    assertThat(read(METRIC, AIR + "\n" + atSea).refusals())
        .containsExactly(
            "a.json line 1: names no place; pass --place \"City,CC\" to say where it is of",
            "a.json line 2: names no place; pass --place \"City,CC\" to say where it is of");
    assertThat(read(YOKOHAMA, AIR + "\n" + atSea).keys())
        .containsExactly("JP/Yokohama", "JP/Yokohama");
  }

  @Test
  void aCityWithoutACountryGetsThatOfTheSameCityAlone() throws IOException {
    String paris = WEATHER.replace("\"country\":\"FR\"", "\"id\":1");
    assertThat(read(METRIC, paris).refusals())
        .containsExactly(
            "a.json line 1: names 'Paris' and no country; pass --place \"Paris,CC\" with its country");
    assertThat(read(metric("paris", "FR", "UTC"), paris).keys()).containsExactly("FR/Paris");
    assertThat(read(YOKOHAMA, paris).refusals())
        .containsExactly(
            "a.json line 1: names 'Paris' and no country; pass --place \"Paris,CC\" with its country;"
                + " it is not of --place 'JP/Yokohama'");
    assertThat(read(YOKOHAMA, WEATHER.replace("Paris", " ")).refusals())
        .containsExactly(
            "a.json line 1: names no city, in country 'FR'; it is not of --place 'JP/Yokohama'");
  }

  @Test
  void anErrorIsNoData() throws IOException {
    Recordings.Content content =
        read(
            METRIC,
            String.join(
                "\n",
                "{\"cod\":\"404\",\"message\":\"city not found\"}",
                WEATHER,
                "{\"cod\":401, \"message\": \"Invalid API key.\\nSee the FAQ\"}",
                "{\"cod\":429}"));
    assertThat(content.records()).hasSize(1);
    assertThat(content.refusals())
        .containsExactly(
            "a.json line 1: the API says 404: city not found",
            "a.json line 3: the API says 401: Invalid API key. See the FAQ",
            "a.json line 4: the API says 429: and nothing more of it");
  }

  @Test
  void whatIsLikeAnAnswerAndNoneIsRefused() throws IOException {
    String step =
        "{\"dt\":1,\"main\":{\"temp\":1},\"weather\":[],\"dt_txt\":\"1970-01-01 00:00:01\"}";
    String group = "{\"cnt\":1,\"list\":[" + WEATHER + "]}";
    String history = AIR.replace("}]}", "},{\"main\":{\"aqi\":1},\"components\":{},\"dt\":2}]}");
    Recordings.Content content =
        read(YOKOHAMA, String.join("\n", "{\"cod\":200}", step, group, history, "{\"a\":1}"));
    assertThat(content.records()).isEmpty();
    assertThat(content.refusals())
        .satisfiesExactly(
            ok ->
                assertThat(ok)
                    .endsWith(
                        ": is no answer of weather, air_pollution or forecast: {\"cod\":200}"),
            alone ->
                assertThat(alone)
                    .contains("is no answer of weather, air_pollution or forecast: {\"dt\":1,"),
            several ->
                assertThat(several)
                    .contains("is no answer of weather, air_pollution or forecast: {\"cnt\":1,"),
            times ->
                assertThat(times)
                    .endsWith(
                        ": is the air's quality at 2 times; an answer of air_pollution has one"),
            unknown ->
                assertThat(unknown)
                    .endsWith(": is no answer of weather, air_pollution or forecast: {\"a\":1}"));
  }

  private Recordings.Content read(Circumstances circumstances, String text) throws IOException {
    Path file = directory.resolve("a.json");
    Files.writeString(file, text);
    return Recordings.read(file, circumstances);
  }

  private static Circumstances in(Units units) {
    return new Circumstances(Optional.of(units), Optional.empty(), Optional.<ZoneId>empty());
  }

  private static void is(JsonNode message, String kind, String observedAt) {
    assertThat(message.path("kind").asText()).isEqualTo(kind);
    assertThat(message.path("observed_at").asText()).isEqualTo(observedAt);
    assertThat(message.has(kind)).isTrue();
  }
}
