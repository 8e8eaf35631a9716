package dev.tributary.exporters.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.record.Fingerprint;
import dev.tributary.exporters.source.SourceRecord;
import dev.tributary.exporters.weather.WeatherMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with messages, as one finds who has only the messages. */
final class SequenceTest {

  /** Of the contract of weather. */
  private static final List<String> IDENTITY =
      List.of("city", "country", "city_id", "kind", "observed_at");

  private static final List<String> REQUIRED =
      List.of("city", "country", "kind", "observed_at", "units");

  @ParameterizedTest
  @CsvSource({"1, 2000, 0.1", "10, 5000, 0.3", "100, 5050, 0.1", "7, 3000, 1", "3, 300, 0"})
  void theTallyIsWhatOneCounts(int cities, long messages, double share) {
    Plan plan = Plans.dirty(cities, messages, 5, share);
    Tally tally = Tally.of(plan);
    Map<Kind, Long> counted = new EnumMap<>(Kind.class);
    Reader reader = new Reader();
    for (SourceRecord record : Plans.records(plan)) {
      Kind kind = reader.kind(record);
      counted.merge(kind, 1L, Long::sum);
      assertThat(record.origin()).endsWith(": " + kind.text());
    }

    for (Kind kind : Kind.values()) {
      assertThat(counted.getOrDefault(kind, 0L)).as(kind.text()).isEqualTo(tally.of(kind));
    }
    assertThat(counted.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(messages);
  }

  @Test
  void whatLandsIsKnown() {
    Plan plan = Plans.dirty(20, 4_000, 9, 0.4);
    Tally tally = Tally.of(plan);
    Map<UUID, UUID> landed = new HashMap<>();
    long duplicates = 0;
    long quarantined = 0;
    for (SourceRecord record : Plans.records(plan)) {
      JsonNode message = read(record);
      if (message == null || isRefused(message)) {
        quarantined++;
        continue;
      }
      UUID identity = Fingerprint.identity(message, IDENTITY);
      UUID content = Fingerprint.content(message, List.of("fetched_at"));
      UUID before = landed.putIfAbsent(identity, content);
      if (before != null) {
        assertThat(content).as("a revision: " + record).isEqualTo(before);
        duplicates++;
      }
    }

    assertThat((long) landed.size()).isEqualTo(tally.of(Kind.Fate.LANDED));
    assertThat(duplicates).isEqualTo(tally.of(Kind.Fate.DUPLICATE)).isPositive();
    assertThat(quarantined).isEqualTo(tally.of(Kind.Fate.QUARANTINED)).isPositive();
  }

  @Test
  void aShareOfTheMessagesIsDirtyInAboutEqualParts() {
    Plan plan = Plans.dirty(50, 200_000, 1, 0.07);
    Tally tally = Tally.of(plan);

    // 2,000 of each; where nothing can be late or repeated, it is another kind.
    assertThat(200_000 - tally.of(Kind.CLEAN)).isBetween(13_500L, 14_500L);
    for (Kind kind : Kind.values()) {
      if (kind != Kind.CLEAN) {
        assertThat(tally.of(kind)).as(kind.text()).isBetween(1_400L, 2_500L);
      }
    }
  }

  @Test
  void noReadingIsLostOrDoubledByComingLate() {
    Plan plan = Plans.dirty(3, 3_000, 4, 0.9);
    Sequence sequence = new Sequence(plan);
    for (int city = 0; city < 3; city++) {
      Set<Long> steps = new HashSet<>();
      for (long slot = 0; slot < 1_000; slot++) {
        steps.add(sequence.step(slot * 3 + city));
      }
      assertThat(steps).hasSize(1_000).allMatch(step -> step >= 0 && step < 1_000);
    }
  }

  @Test
  void lateIsHoursToDays() {
    Plan plan = Plans.dirty(5, 10_000, 1, 0.2);
    Sequence sequence = new Sequence(plan);
    List<Duration> lateness = new ArrayList<>();
    for (long i = 0; i < plan.messages(); i++) {
      if (sequence.kind(i) == Kind.LATE) {
        long steps = i / 5 - sequence.step(i);
        lateness.add(Plans.EVERY.multipliedBy(steps));
      }
    }
    assertThat(lateness).hasSizeGreaterThan(100);
    assertThat(lateness).allMatch(each -> each.compareTo(Duration.ofHours(4)) > 0);
    assertThat(lateness).anyMatch(each -> each.compareTo(Duration.ofDays(1)) > 0);
    assertThat(lateness).allMatch(each -> each.compareTo(Duration.ofDays(2)) < 0);
  }

  @Test
  void aRepeatedMessageDiffersInNothingButWhenItWasFetched() {
    Plan plan = Plans.dirty(5, 3_000, 1, 0.3);
    Sequence sequence = new Sequence(plan);
    Messages messages = new Messages(plan);
    int repeated = 0;
    for (long i = 0; i < plan.messages(); i++) {
      if (sequence.kind(i) == Kind.REPEATED) {
        SourceRecord again = messages.get(i);
        SourceRecord before = messages.get(sequence.original(i));
        assertThat(before.index()).isLessThan(i);
        assertThat(again.key()).isEqualTo(before.key());
        assertThat(withoutFetch(again)).isEqualTo(withoutFetch(before));
        assertThat(again.json()).isNotEqualTo(before.json());
        repeated++;
      }
    }
    assertThat(repeated).isGreaterThan(50);
  }

  @Test
  void hostileNamesAreOfAllSorts() {
    List<String> names =
        Plans.records(Plans.dirty(5, 10_000, 1, 0.5)).stream()
            .filter(record -> record.origin().endsWith(": hostile"))
            .map(record -> Plans.json(record.json()).get("city").textValue())
            .distinct()
            .toList();

    assertThat(names)
        .contains(
            "../../etc", "a/b", "CON", "PARIS", "paris", "Paris.", "<script>alert(1)</script>")
        .anyMatch(name -> name.length() == 300)
        .anyMatch(name -> name.indexOf('\u202E') >= 0)
        .anyMatch(name -> name.codePoints().anyMatch(c -> c > 0xFFFF))
        .anyMatch(name -> name.contains("DROP TABLE"))
        .noneMatch(name -> name.indexOf(0) >= 0);
  }

  private static String withoutFetch(SourceRecord record) {
    return record.json().replaceFirst("\"fetched_at\":\"[^\"]*\"", "");
  }

  /** The message, null if it is no JSON. */
  private static JsonNode read(SourceRecord record) {
    try {
      return WeatherMessage.JSON.readTree(record.json());
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static boolean isRefused(JsonNode message) {
    return lacksSomething(message) || message.get("city").textValue().indexOf(0) >= 0;
  }

  private static boolean lacksSomething(JsonNode message) {
    return !REQUIRED.stream().allMatch(message::has)
        || !message.at("/weather/main/temp").isNumber();
  }

  /** Tells kinds by what it has read so far. */
  private static final class Reader {

    private static final Duration HOURS = Duration.ofHours(4);

    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Instant> newest = new HashMap<>();
    private final Set<UUID> seen = new HashSet<>();

    Reader() {
      Cities.first(100).forEach(city -> names.put(city.id(), city.name()));
    }

    Kind kind(SourceRecord record) {
      JsonNode message = read(record);
      if (message == null) {
        return Kind.BROKEN;
      } else if (lacksSomething(message)) {
        return Kind.MISSING;
      } else if (isRefused(message)) {
        return Kind.UNSTORABLE;
      }
      assertThat(record.key())
          .isEqualTo(message.get("country").textValue() + "/" + message.get("city").textValue());
      if (!seen.add(Fingerprint.identity(message, IDENTITY))) {
        return Kind.REPEATED;
      }
      long city = message.get("city_id").longValue();
      Instant time = Instant.parse(message.get("observed_at").textValue());
      Instant last = newest.merge(city, time, (a, b) -> a.isAfter(b) ? a : b);
      if (!message.get("city").textValue().equals(names.get(city))) {
        return Kind.HOSTILE;
      } else if (!time.isBefore(last)) {
        return Kind.CLEAN;
      }
      return Duration.between(time, last).compareTo(HOURS) > 0 ? Kind.LATE : Kind.OUT_OF_ORDER;
    }
  }
}
