package dev.tributary.exporters.produce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.exporters.synthetic.Plan;
import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.Units;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyntheticSourceTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-10T12:34:56.789Z"), ZoneOffset.UTC);

  private static final String DATASET =
      """
      name: air
      topics:
        air: {partitions: 1, key: [country, city]}
      schema: air.schema.json
      identity: [country, city, observed_at]
      landing: {table: air}
      hdfs: {path: /user/hdfs/air, file: air}
      """;

  private static final String SCHEMA =
      """
      {"properties": {"city": {"type": "string"}, "country": {"type": "string"},
                      "observed_at": {"type": "string"}}}""";

  @TempDir private Path directory;

  @Test
  void aDryRunPrintsTheMessagesAndTellsWhatIsToBecomeOfThem() throws IOException {
    Files.writeString(directory.resolve("air.yaml"), DATASET);
    Files.writeString(directory.resolve("air.schema.json"), SCHEMA);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Outcome outcome =
        dryRun(
            out,
            "--source synthetic --dry-run --dataset air --cities 4 --from 2025-05-30 --to 2025-05-31"
                + " --without forecast,air_pollution --dirty 0.5");

    // Each hostile name that has a line break in it has it escaped.
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.stream().filter(line -> line.startsWith("{\"city\":\"Paris\""))).isNotEmpty();
    assertThat(outcome.exitCode()).isZero();
    Map<String, Object> facts = outcome.facts();
    assertThat(facts).containsEntry("printed", 576L).containsEntry("messages", 576L);
    long sum = 0;
    for (String kind :
        List.of(
            "clean",
            "broken",
            "missing",
            "late",
            "out_of_order",
            "repeated",
            "hostile",
            "unstorable")) {
      assertThat((long) facts.get(kind)).as(kind).isPositive();
      sum += (long) facts.get(kind);
    }
    assertThat(sum).isEqualTo(576);
    assertThat(outcome.message())
        .startsWith(
            "576 messages of synthetic weather of 4 cities (seed 1); nothing was sent; in all ")
        .contains("%,d broken, ".formatted((long) facts.get("broken")))
        .endsWith(
            "expected: landed %,d, duplicates %,d, quarantined %,d"
                .formatted(
                    (long) facts.get("expected_landed"),
                    (long) facts.get("expected_duplicates"),
                    (long) facts.get("expected_quarantined")));
    assertThat(facts).containsEntry("expected_duplicates", facts.get("repeated"));
  }

  @Test
  void alertsArePrintedWithoutADataset() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Outcome outcome =
        dryRun(
            out,
            "--source synthetic --alerts --dry-run --cities 3 --from 2025-07-01 --to 2025-07-02"
                + " --every 1h --dirty 0.2");
    assertThat(outcome.facts()).containsEntry("printed", 72L).containsEntry("messages", 72L);
    assertThat(outcome.facts())
        .containsKeys("clean", "broken")
        .doesNotContainKey("expected_landed");
    assertThat(outcome.message())
        .matches(
            "72 messages of synthetic alerts of 3 cities \\(seed 1\\); nothing was sent; in all"
                + " \\d+ clean, .*\\d+ [a-z-]+");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"location\":\"Paris, France\"");
  }

  @Test
  void whatIsNotOfAlertsIsRefusedWithThemAndTheOtherWayRound() {
    for (String option : List.of("--units metric", "--without forecast", "--dataset weather")) {
      assertThatThrownBy(
              () ->
                  dryRun(
                      new ByteArrayOutputStream(),
                      "--source synthetic --cities 1 --alerts " + option))
          .isInstanceOf(UsageException.class)
          .hasMessage(
              option.substring(0, option.indexOf(' '))
                  + " is not of messages of alerts; leave it out");
    }
    for (String option : List.of("--topic a", "--alert-topic a")) {
      assertThatThrownBy(
              () -> dryRun(new ByteArrayOutputStream(), "--source synthetic --cities 1 " + option))
          .isInstanceOf(UsageException.class)
          .hasMessage(
              option.substring(0, option.indexOf(' ')) + " is of messages of alerts; add --alerts");
    }
  }

  @Test
  void withoutTimesItIsTheLastFullDay() {
    assertThat(plan("--cities 10"))
        .isEqualTo(
            new Plan(
                10,
                Instant.parse("2026-03-09T00:00:00Z"),
                Duration.ofMinutes(10),
                1440,
                1,
                Units.METRIC,
                Set.of(),
                0));
  }

  @Test
  void timesAreDatesOrTimesOfUtc() {
    Plan plan = plan("--cities 1 --from 2025-05-30 --to 2025-05-30T06:00:00Z --every 1h");
    assertThat(plan.from()).isEqualTo("2025-05-30T00:00:00Z");
    assertThat(plan.messages()).isEqualTo(6);
    assertThat(plan("--cities 1 --from 2025-05-30T06:00").from()).isEqualTo("2025-05-30T06:00:00Z");
    // The rest of the day before the last one, and the last one.
    assertThat(plan("--cities 1 --from 2026-03-08T18:00").messages()).isEqualTo(36 + 144);
    assertThat(plan("--cities 1 --to 2026-01-02").from()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void aCountGoesOnFromTheBeginningAndEndsBeforeAnEnd() {
    assertThat(plan("--cities 7 --from 2025-05-30 --count 1000000").messages())
        .isEqualTo(1_000_000);
    assertThat(plan("--cities 7 --count 5").messages()).isEqualTo(5);
    assertThat(plan("--cities 2 --from 2025-05-30 --to 2025-05-31 --count 1000").messages())
        .isEqualTo(288);
    assertThat(plan("--cities 2 --from 2025-05-30 --to 2025-05-31 --count 100").messages())
        .isEqualTo(100);
  }

  @Test
  void theRestIsTakenAsItIsSaid() {
    Plan plan =
        plan("--cities 2 --seed -5 --units imperial --without forecast,air_pollution --dirty 0.25");
    assertThat(plan.seed()).isEqualTo(-5);
    assertThat(plan.units()).isEqualTo(Units.IMPERIAL);
    assertThat(plan.without()).containsExactlyInAnyOrder(Part.FORECAST, Part.AIR_POLLUTION);
    assertThat(plan.dirty()).isEqualTo(0.25);
  }

  @Test
  void nonsenseIsRefused() {
    refused("", "--cities is missing");
    refused("--cities 0", "--cities '0' is not a whole number of 1 or more");
    refused("--cities 200000", "200,000 cities are not between 1 and 100,000");
    refused("--cities 1 --from yesterday", "--from 'yesterday' is no date or time of UTC");
    refused("--cities 1 --from 2025-02-30", "--from '2025-02-30' is no date or time of UTC");
    refused("--cities 1 --to 2025-05-30T06:00:00.5Z", "--to '2025-05-30T06:00:00.5Z' is no date");
    refused("--cities 1 --to 2025-05-30T06:00:00+02:00", "is no date or time of UTC");
    refused(
        "--cities 1 --from 2025-05-31 --to 2025-05-30",
        "the weather would begin (2025-05-31T00:00:00Z) when it has ended (2025-05-30T00:00:00Z)");
    refused("--cities 1 --from 2026-03-10", "would begin (2026-03-10T00:00:00Z) when it has ended");
    refused("--cities 1 --from 1960-01-01 --to 1960-01-02", "within the years 1971 and 9998");
    refused("--cities 1 --every 500ms", "--every must be whole seconds, 1s or more");
    refused("--cities 1 --every 0s", "--every must be whole seconds, 1s or more");
    refused("--cities 1 --dirty 1.5", "--dirty '1.5' is not a number from 0 to 1");
    refused("--cities 1 --dirty NaN", "--dirty 'NaN' is not a number from 0 to 1");
    refused("--cities 1 --dirty some", "--dirty 'some' is not a number from 0 to 1");
    refused("--cities 1 --without weather", "--without 'weather' is not forecast or air_pollution");
    refused("--cities 1 --without forecast,", "--without '' is not forecast or air_pollution");
    refused("--cities 1 --seed 1.5", "--seed '1.5' is not a whole number");
    refused(
        "--cities 1 --units kelvin", "--units 'kelvin' is not one of metric, standard, imperial");
    refused("--cities 1 --count 0", "--count '0' is not a whole number of 1 or more");
  }

  @Test
  void filesAreNotRead() {
    assertThatThrownBy(
            () -> dryRun(new ByteArrayOutputStream(), "--source synthetic --cities 1 weather.csv"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'weather.csv'");
  }

  private static void refused(String line, String why) {
    assertThatThrownBy(() -> plan(line))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(why);
  }

  private static Plan plan(String line) {
    return SyntheticOptions.plan(arguments(line), NOON);
  }

  private Outcome dryRun(ByteArrayOutputStream out, String line) {
    Settings settings =
        new Settings() {
          @Override
          public Optional<String> text(Setting<?> setting) {
            return setting.equals(Settings.CATALOG_DIR)
                ? Optional.of(directory.toString())
                : Optional.empty();
          }
        };
    try (Run run =
        new Run(
            new RunId("test"),
            "produce",
            "",
            settings,
            new PrintStream(out, true, StandardCharsets.UTF_8))) {
      return new Produce().run(arguments(line), run);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Arguments arguments(String line) {
    try {
      return new Arguments(
          new DefaultParser()
              .parse(new Produce().options(), line.isEmpty() ? new String[0] : line.split(" ")));
    } catch (ParseException e) {
      throw new AssertionError(line, e);
    }
  }
}
