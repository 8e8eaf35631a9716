package dev.tributary.mapreduce.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.record.SetHash;
import dev.tributary.mapreduce.table.OutputFile;
import dev.tributary.mapreduce.weather.WeatherDaily;
import dev.tributary.mapreduce.weather.WeatherWindows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The weather's tables by partition, over messages that are exported by their day in Paris. */
final class WeatherPartitionsTest {

  private static final UUID TOPIC = UUID.fromString("6f1c0b4e-6d1f-4f57-9a53-0f9f3b1f7c11");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final int TOKYO = 9 * 3600;

  @TempDir private Path directory;
  private final Map<String, StringBuilder> lines = new TreeMap<>();
  private RollupRuns runs;
  private long offset;

  @BeforeEach
  void begin() throws IOException {
    runs = new RollupRuns(directory);
  }

  /** 30 May begins in Tokyo at 15:00 UTC of the 29th, which is 17:00 in Paris: 7 hours before. */
  @Test
  void aDayOfTokyoIsMadeOfTwoDaysOfParis() throws Exception {
    for (Instant at = Instant.parse("2025-05-28T22:00:00Z");
        at.isBefore(Instant.parse("2025-05-31T22:00:00Z"));
        at = at.plusSeconds(3600)) {
      message("Tokyo", "JP", at, TOKYO);
    }
    export();
    assertThat(lines).hasSize(3);
    RollupRuns.Result result = runs.built(new WeatherDaily(runs.conf), "2025-05-30");
    assertThat(result.rows("2025-05-30"))
        .singleElement()
        .asString()
        .startsWith("Tokyo\tJP\t2025-05-30\t24\t");
    assertThat(result.report().files()).extracting(OutputFile::dt).containsExactly("2025-05-30");
    SetHash read = SetHash.EMPTY;
    for (long each = 0; each < offset; each++) {
      read = read.plus(SetHash.of(TOPIC, 0, each));
    }
    assertThat(result.report().read()).as("all that was given is accounted for").isEqualTo(read);
  }

  /** Kiritimati is 14 hours ahead of UTC, Baker Island 12 behind: no place is further off. */
  @Test
  void noPlaceIsFurtherFromParisThanTheReach() throws Exception {
    for (String at : new String[] {"2025-05-29T22:00:00Z", "2025-05-30T21:59:59Z"}) {
      message("London", "KI", Instant.parse(at), 14 * 3600);
      message("Nowhere", "UM", Instant.parse(at), -12 * 3600);
    }
    export();
    assertThat(lines.keySet()).containsExactly("2025-05-30");
    RollupRuns.Result result =
        runs.built(new WeatherDaily(runs.conf), "2025-05-29", "2025-05-30", "2025-05-31");
    assertThat(result.report().unreadable()).isZero();
    assertThat(result.report().files())
        .extracting(OutputFile::dt, OutputFile::rows)
        .extracting(tuple -> tuple.toList().toString())
        .containsExactly("[2025-05-29, 1]", "[2025-05-30, 2]", "[2025-05-31, 1]");
  }

  /** 23:58 in UTC is 01:58 of the next day in Paris; its windows begin on two days of UTC. */
  @Test
  void windowsLieOnTheDayInUtcOnWhichTheyBegin() throws Exception {
    message("Paris", "FR", Instant.parse("2025-05-29T23:58:30Z"), 7200);
    message("Paris", "FR", Instant.parse("2025-05-30T00:01:00Z"), 7200);
    export();
    assertThat(lines.keySet()).containsExactly("2025-05-30");
    RollupRuns.Result result =
        runs.built(new WeatherWindows(runs.conf), "2025-05-29", "2025-05-30");
    assertThat(result.rows("2025-05-29"))
        .extracting(row -> row.substring("Paris\tFR\t".length(), row.indexOf("\t20.0")))
        .containsExactly(
            "2025-05-29 23:54:00\t2025-05-29 23:59:00\t1",
            "2025-05-29 23:55:00\t2025-05-30 00:00:00\t1",
            "2025-05-29 23:56:00\t2025-05-30 00:01:00\t1",
            "2025-05-29 23:57:00\t2025-05-30 00:02:00\t2",
            "2025-05-29 23:58:00\t2025-05-30 00:03:00\t2",
            "2025-05-29 23:59:00\t2025-05-30 00:04:00\t1");
    assertThat(result.rows("2025-05-30")).hasSize(2);
  }

  private void message(String city, String country, Instant at, int utcOffset) {
    String dt = at.atZone(PARIS).toLocalDate().toString();
    lines
        .computeIfAbsent(dt, day -> new StringBuilder())
        .append(
            """
            {"topic_id":"%s","kafka_partition":0,"kafka_offset":%d,"value":{"city":"%s",\
            "country":"%s","kind":"weather","observed_at":"%s","utc_offset_seconds":%d,\
            "units":"metric","weather":{"main":{"temp":20}}}}
            """
                .formatted(TOPIC, offset++, city, country, at, utcOffset));
  }

  private void export() throws IOException {
    for (Map.Entry<String, StringBuilder> day : lines.entrySet()) {
      String name = "dt=" + day.getKey() + "/weather_00000001_000.json";
      runs.file(name, day.getValue().toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
