package dev.tributary.exporters.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.record.Sha256;
import dev.tributary.exporters.source.FiniteSource;
import dev.tributary.exporters.source.SourceRecord;
import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** The same for the same options, wherever it is read from and made. */
final class SyntheticWeatherTest {

  private static final Plan PLAN =
      new Plan(
          90,
          Instant.parse("2025-05-30T00:00:00Z"),
          Duration.ofMinutes(10),
          1000,
          1,
          Units.METRIC,
          Set.of(),
          0.2);

  /** Of the bytes that were made first: if it changes, the version of plans is to be counted up. */
  private static final String DIGEST =
      "877f985dbe7e9b066f3e50a0e4882c03273c170e0c7c712ca023dbef9a4245c1";

  @Test
  void theMessagesOfAPlanAreThoseTheyEverWere() {
    assertThat(digest(Plans.records(PLAN))).isEqualTo(DIGEST);
  }

  @Test
  void theyDoNotDependOnTheMachinesLocaleAndZone() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      assertThat(digest(Plans.records(PLAN))).isEqualTo(DIGEST);
      assertThat(PLAN.id()).isEqualTo(idIn(Locale.ROOT));
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aRecordIsTheSameAfterThoseBeforeItWerePassedOver() throws IOException {
    List<SourceRecord> all = Plans.records(PLAN);
    for (int index : new int[] {0, 1, 89, 90, 457, 999}) {
      try (FiniteSource.Records records = new SyntheticWeather(null, PLAN).records()) {
        assertThat(records.nextFrom(index)).contains(all.get(index));
      }
    }
    try (FiniteSource.Records records = new SyntheticWeather(null, PLAN).records()) {
      assertThat(records.nextFrom(998)).contains(all.get(998));
      assertThat(records.next()).contains(all.get(999));
      assertThat(records.next()).isEmpty();
      assertThat(records.nextFrom(0)).isEmpty();
    }
  }

  @Test
  void theFirstOfMoreMessagesAreTheSame() {
    Plan longer = Plans.small(3, "2025-05-30T00:00:00Z", Plans.EVERY, 300);
    Plan shorter = Plans.small(3, "2025-05-30T00:00:00Z", Plans.EVERY, 200);

    assertThat(Plans.records(longer).subList(0, 200)).isEqualTo(Plans.records(shorter));
  }

  @Test
  void anotherSeedIsOtherWeather() {
    Plan one = Plans.dirty(1, 1, 1, 0);
    Plan two = Plans.dirty(1, 1, 2, 0);

    assertThat(Plans.records(one).get(0).json()).isNotEqualTo(Plans.records(two).get(0).json());
    assertThat(one.id()).isNotEqualTo(two.id());
  }

  @Test
  void plansThatDifferInAnythingAreDifferentSources() {
    Instant from = Instant.parse("2025-05-30T00:00:00Z");
    Duration every = Plans.EVERY;
    Set<Part> all = Set.of();
    List<Plan> plans =
        List.of(
            new Plan(2, from, every, 4, 1, Units.METRIC, all, 0),
            new Plan(3, from, every, 4, 1, Units.METRIC, all, 0),
            new Plan(2, from.plusSeconds(1), every, 4, 1, Units.METRIC, all, 0),
            new Plan(2, from, Duration.ofMinutes(5), 4, 1, Units.METRIC, all, 0),
            new Plan(2, from, every, 5, 1, Units.METRIC, all, 0),
            new Plan(2, from, every, 4, 2, Units.METRIC, all, 0),
            new Plan(2, from, every, 4, 1, Units.STANDARD, all, 0),
            new Plan(2, from, every, 4, 1, Units.METRIC, Set.of(Part.FORECAST), 0),
            new Plan(2, from, every, 4, 1, Units.METRIC, Plans.SMALL, 0),
            new Plan(2, from, every, 4, 1, Units.METRIC, all, 0.1));

    assertThat(plans.stream().map(Plan::id)).doesNotHaveDuplicates();
  }

  @Test
  void messagesAreInTheOrderOfTimeAndThenOfCities() {
    List<SourceRecord> records =
        Plans.records(Plans.small(2, "2025-05-30T00:00:00Z", Plans.EVERY, 5));

    assertThat(
            records.stream()
                .map(
                    record ->
                        record.key()
                            + " "
                            + Plans.json(record.json()).get("observed_at").textValue()))
        .containsExactly(
            "FR/Paris 2025-05-30T00:00:00Z",
            "GB/London 2025-05-30T00:00:00Z",
            "FR/Paris 2025-05-30T00:10:00Z",
            "GB/London 2025-05-30T00:10:00Z",
            "FR/Paris 2025-05-30T00:20:00Z");
  }

  private static String idIn(Locale locale) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(locale);
      return PLAN.id();
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String digest(List<SourceRecord> records) {
    MessageDigest digest = Sha256.create();
    for (SourceRecord record : records) {
      for (String text : List.of(record.origin(), record.key(), record.json())) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
