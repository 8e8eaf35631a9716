package dev.tributary.exporters.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.dataset.Topic;
import dev.tributary.catalog.record.Sha256;
import dev.tributary.exporters.alert.AlertTopics;
import dev.tributary.exporters.source.FiniteSource;
import dev.tributary.exporters.source.SourceRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Alerts of made-up weather. */
final class SyntheticAlertsTest {

  private static final AlertTopics TOPICS = AlertTopics.named("geo_weather_stream", "alert_stream");

  /** Ten days of 78 cities, every three hours. */
  private static final Plan TEN_DAYS =
      Plans.small(78, "2025-07-01T00:00:00Z", Duration.ofHours(3), 78 * 80);

  /** Of the bytes that were made first: if it changes, the version of plans is to be counted up. */
  private static final String DIGEST =
      "0c1f20da9419ad03c3cb62984fe4495bda1a60007b82501e18ad6d85ba537929";

  @Test
  void theMessagesOfAPlanAreThoseTheyEverWere() {
    MessageDigest digest = Sha256.create();
    for (SourceRecord record : records(Plans.dirty(90, 1000, 1, 0.2))) {
      String text = String.join("\n", record.origin(), record.key(), record.json(), "");
      digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(DIGEST);
  }

  @Test
  void eachMessageHasThePromisedMembers() {
    JsonNode first =
        Plans.json(records(Plans.small(1, "2025-07-01T06:00:00Z", Plans.EVERY, 1)).get(0).json());
    List<String> members = new ArrayList<>();
    first.fieldNames().forEachRemaining(members::add);
    assertThat(members)
        .containsExactly(
            "timestamp",
            "city",
            "country",
            "country_code",
            "temperature",
            "windspeed",
            "weather_code",
            "wind_alert_level",
            "heat_alert_level",
            "latitude",
            "longitude",
            "location");
    assertThat(first.path("timestamp").textValue()).isEqualTo("2025-07-01T06:00:00Z");
    assertThat(first.path("location").textValue()).isEqualTo("Paris, France");
    assertThat(first.path("country_code").textValue()).isEqualTo("FR");
  }

  @Test
  void allLevelsOccurAndAlertsGoToTheirTopicAsWell() {
    Map<String, Integer> levels = new HashMap<>();
    for (SourceRecord record : records(TEN_DAYS)) {
      JsonNode message = Plans.json(record.json());
      int wind = level(message.path("windspeed").doubleValue(), 10, 20);
      int heat = level(message.path("temperature").doubleValue(), 25, 35);
      assertThat(message.path("wind_alert_level").intValue()).isEqualTo(wind);
      assertThat(message.path("heat_alert_level").intValue()).isEqualTo(heat);
      assertThat(record.furtherTopics())
          .isEqualTo(wind + heat > 0 ? List.of("alert_stream") : List.of());
      levels.merge("wind " + wind, 1, Integer::sum);
      levels.merge("heat " + heat, 1, Integer::sum);
    }
    assertThat(levels)
        .containsOnlyKeys("wind 0", "wind 1", "wind 2", "heat 0", "heat 1", "heat 2")
        .allSatisfy((level, count) -> assertThat(count).as(level).isGreaterThan(10));
  }

  /** The table of codes that Open-Meteo documents. */
  @Test
  void weatherCodesAreThoseOfOpenMeteo() {
    Set<Integer> codes = new TreeSet<>();
    records(TEN_DAYS)
        .forEach(record -> codes.add(Plans.json(record.json()).path("weather_code").intValue()));
    assertThat(Set.of(0, 1, 2, 3, 45, 51, 53, 61, 63, 65, 71, 73, 75, 95)).containsAll(codes);
    assertThat(codes).hasSizeGreaterThan(5);
  }

  @Test
  void theTemperatureIsThatOfTheWeatherOfTheSamePlan() {
    Plan plan = Plans.small(5, "2025-07-01T00:00:00Z", Plans.EVERY, 50);
    List<Double> weather =
        Plans.messages(plan)
            .map(message -> message.at("/weather/main/temp").doubleValue())
            .toList();
    assertThat(records(plan))
        .extracting(record -> Plans.json(record.json()).path("temperature").doubleValue())
        .isEqualTo(weather);
  }

  @Test
  void aRecordIsTheSameAfterThoseBeforeItWerePassedOver() throws IOException {
    Plan plan = Plans.dirty(90, 1000, 1, 0.2);
    List<SourceRecord> all = records(plan);
    try (FiniteSource.Records records = new SyntheticAlerts(TOPICS, plan).records()) {
      assertThat(records.nextFrom(457)).contains(all.get(457));
      assertThat(records.next()).contains(all.get(458));
    }
  }

  @Test
  void itIsAnotherSourceThanTheWeatherAndForOtherTopics() {
    Plan plan = Plans.small(5, "2025-07-01T00:00:00Z", Plans.EVERY, 50);
    SyntheticAlerts alerts = new SyntheticAlerts(TOPICS, plan);
    assertThat(alerts.id())
        .isEqualTo(new SyntheticAlerts(TOPICS, plan).id())
        .isNotEqualTo(new SyntheticWeather(null, plan).id())
        .isNotEqualTo(new SyntheticAlerts(AlertTopics.named("geo_weather_stream", "b"), plan).id());
    assertThat(alerts.topic().name()).isEqualTo("geo_weather_stream");
    assertThat(alerts.furtherTopics()).extracting(Topic::name).containsExactly("alert_stream");
    assertThat(alerts.topic().partitions()).isEqualTo(3);
    assertThat(alerts.name()).isEqualTo("synthetic alerts of 5 cities (seed 1)");
  }

  @Test
  void dirtyMessagesAreOfAllKindsAndTheTallyKnowsThem() {
    Plan plan = Plans.dirty(4, 2000, 1, 0.3);
    Map<String, Long> kinds = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    int lacking = 0;
    int repeated = 0;
    for (SourceRecord record : records(plan)) {
      String kind = record.origin().substring(record.origin().lastIndexOf(' ') + 1);
      kinds.merge(kind, 1L, Long::sum);
      if (kind.equals("missing")) {
        lacking += Plans.json(record.json()).size() == 11 ? 1 : 0;
      } else if (kind.equals("repeated")) {
        repeated += seen.getOrDefault(record.json(), 0) > 0 ? 1 : 0;
      } else if (kind.equals("unstorable")) {
        assertThat(Plans.json(record.json()).path("city").textValue()).contains("\u0000");
      }
      seen.merge(record.json(), 1, Integer::sum);
    }
    Tally tally = new SyntheticAlerts(TOPICS, plan).tally();
    for (Kind kind : EnumSet.allOf(Kind.class)) {
      assertThat(kinds.get(kind.text())).as(kind.text()).isEqualTo(tally.of(kind)).isPositive();
    }
    assertThat((long) lacking).isEqualTo(tally.of(Kind.MISSING));
    assertThat((long) repeated).isEqualTo(tally.of(Kind.REPEATED));
  }

  private static int level(double figure, double first, double second) {
    return figure >= second ? 2 : figure >= first ? 1 : 0;
  }

  private static List<SourceRecord> records(Plan plan) {
    List<SourceRecord> records = new ArrayList<>();
    try (FiniteSource.Records source = new SyntheticAlerts(TOPICS, plan).records()) {
      for (Optional<SourceRecord> record = source.next();
          record.isPresent();
          record = source.next()) {
        records.add(record.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }
}
