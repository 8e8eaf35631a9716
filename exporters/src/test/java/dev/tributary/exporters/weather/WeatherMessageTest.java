package dev.tributary.exporters.weather;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class WeatherMessageTest {

  private static final Place LONDON =
      new Place("London", "GB", Optional.of(new Place.Position(51.5, -0.12)));

  /** London on 25 June 2026; local times by GNU date. */
  private static final String WEATHER =
      "{'coord':{},'main':{'temp':27.0},'rain':{'1h':0.25},'dt':1782378551,"
          + "'sys':{'sunrise':1782359053,'sunset':1782418911},'timezone':3600,'id':2643743}";

  private static final String AIR = "{'list':[{'main':{'aqi':2},'dt':1782378600}]}";

  @Test
  void localTimesHaveTheOffsetOfThePlace() throws Exception {
    JsonNode message = message(new Answers().with(Part.WEATHER, json(WEATHER)), Optional.empty());
    assertThat(message.get("sun_info"))
        .isEqualTo(
            json(
                "{'city':'London','timezone_offset_seconds':3600,"
                    + "'sunrise_utc':'2026-06-25T03:44:13+00:00','sunset_utc':'2026-06-25T20:21:51+00:00',"
                    + "'sunrise_local':'2026-06-25T04:44:13+01:00','sunset_local':'2026-06-25T21:21:51+01:00',"
                    + "'day_length_seconds':59858}"));
    assertThat(message.get("precipitations_info").toString())
        .isEqualTo(
            "{'city':'London','rain_1h':0.25,'rain_3h':0.0,'snow_1h':0.0,'snow_3h':0.0,'units':'mm','timestamp_utc':'2026-06-25T09:09:11+00:00'}"
                .replace('\'', '"'));
    assertThat(message.get("observed_at").asText()).isEqualTo("2026-06-25T09:09:11Z");
    assertThat(message.get("city_id").asInt()).isEqualTo(2643743);
    assertThat(message.get("lat").asDouble()).isEqualTo(51.5);
    assertThat(message.get("weather").toString()).contains("\"temp\":27.0");
  }

  @Test
  void inPolarDayThereIsNeitherSunriseNorSunset() throws Exception {
    String polar = WEATHER.replace("1782359053", "0").replace("1782418911", "0");
    JsonNode sun =
        message(new Answers().with(Part.WEATHER, json(polar)), Optional.empty()).get("sun_info");
    for (String time :
        List.of(
            "sunrise_utc", "sunset_utc", "sunrise_local", "sunset_local", "day_length_seconds")) {
      assertThat(sun.get(time).isNull()).as(time).isTrue();
    }
  }

  /** Europe/London is an hour ahead of UTC in June. */
  @Test
  void withoutTheWeatherTheMessageIsOfTheAir() throws Exception {
    JsonNode message =
        message(
            new Answers().with(Part.AIR_POLLUTION, json(AIR)),
            Optional.of(ZoneId.of("Europe/London")));
    assertThat(message.get("kind").asText()).isEqualTo("air_pollution");
    assertThat(message.get("observed_at").asText()).isEqualTo("2026-06-25T09:10:00Z");
    assertThat(message.get("utc_offset_seconds").asInt()).isEqualTo(3600);
    assertThat(message.has("sun_info") || message.has("weather")).isFalse();
    assertThat(message.get("failures").get(0))
        .isEqualTo(json("{'part':'weather','status':503,'reason':'away'}"));
  }

  @Test
  void clocksThatAreNotOfThisEarthAreNotBelieved() throws Exception {
    String odd = WEATHER.replace("'timezone':3600", "'timezone':54000");
    Answers answers = new Answers().with(Part.WEATHER, json(odd));
    assertThat(message(answers, Optional.empty()).has("utc_offset_seconds")).isFalse();
    assertThat(message(answers, Optional.of(ZoneId.of("Asia/Tokyo"))).get("utc_offset_seconds"))
        .isEqualTo(json("{'a':32400}").get("a"));
  }

  private static JsonNode message(Answers answers, Optional<ZoneId> zone) throws Exception {
    FailedPart failure = new FailedPart("weather", OptionalInt.of(503), "away");
    ObjectNode json =
        WeatherMessage.of(LONDON, Units.METRIC, answers, List.of(failure), zone, Instant.now())
            .json();
    return WeatherMessage.JSON.readTree(json.toString());
  }

  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) WeatherMessage.JSON.readTree(text.replace('\'', '"'));
  }
}
