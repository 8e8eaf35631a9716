package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.cli.lineage.Events;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands tell of themselves, as far as they come without any service. */
final class CommandLineageTest {

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("events.json");
  }

  @Test
  void aStepThatFailsHasToldWhatItReadsAndWrites() {
    assertThat(run("pipeline", "--dataset", "water")).isEqualTo(1);
    Events events = Events.in(file);
    assertThat(events.order())
        .containsExactly(
            "START pipeline.water", "START land.water", "FAIL land.water", "FAIL pipeline.water");
    JsonNode land = events.the("FAIL", "land.water");
    assertThat(Events.datasets(land, "inputs"))
        .containsExactlyInAnyOrder(
            "kafka://127.0.0.1:1 water-quality",
            "kafka://127.0.0.1:1 water-sites",
            "kafka://127.0.0.1:1 water-methods");
    assertThat(Events.datasets(land, "outputs"))
        .containsExactlyInAnyOrder(
            "postgres://127.0.0.1:1 tributary.public.water_quality",
            "postgres://127.0.0.1:1 tributary.public.water_sites",
            "postgres://127.0.0.1:1 tributary.public.water_methods");
    JsonNode error = land.at("/run/facets/errorMessage");
    assertThat(error.get("message").asText()).startsWith("land: Kafka does not answer at 127.0");
    assertThat(error.has("stackTrace")).isFalse();
    JsonNode pipeline = events.the("FAIL", "pipeline.water");
    assertThat(pipeline.at("/run/facets/tributary_run/exitCode").asInt()).isEqualTo(1);
    assertThat(land.at("/run/facets/parent/run/runId")).isEqualTo(pipeline.at("/run/runId"));
  }

  @Test
  void aSourceThatCannotBeReadHasToldOfItself() throws Exception {
    Path rows = Files.writeString(directory.resolve("rows.csv"), "SITE_ID;PROGRAM_ID\n0042\n");
    assertThat(run("produce", "--source", "workbook", "--dataset", "water", "" + rows))
        .isEqualTo(1);
    JsonNode end = Events.in(file).the("FAIL", "produce.water");
    assertThat(Events.datasets(end, "inputs")).containsExactly("file " + rows);
    assertThat(Events.datasets(end, "outputs"))
        .containsExactly("kafka://127.0.0.1:1 water-quality");
  }

  /** The job alone, on paths of the user's: counted as it is built. */
  @Test
  void aJobOnPathsTellsOfThese() throws Exception {
    Path input = Files.createDirectory(directory.resolve("input"));
    Files.writeString(
        input.resolve("weapons.json"),
        """
        {"type": "long_sword", "id": "l0001", "rarity": 3, "attack": 480, "affinity": -10, "elements": {}, "statuses": {}}
        """);
    Path output = directory.resolve("output");
    assertThat(
            run(
                "WeaponStats",
                "-Dmapreduce.framework.name=local",
                "-Dfs.defaultFS=file:///",
                "-Dhadoop.tmp.dir=" + directory.resolve("hadoop"),
                "" + input,
                "" + output))
        .isZero();
    JsonNode end = Events.in(file).the("COMPLETE", "WeaponStats." + output);
    assertThat(Events.datasets(end, "inputs")).containsExactly("file " + input);
    assertThat(Events.datasets(end, "outputs")).containsExactly("file " + output);
    assertThat(end.at("/outputs/0/outputFacets/outputStatistics/rowCount").asInt()).isEqualTo(2);
  }

  @Test
  void whatMovesNothingHasNoEvents() throws Exception {
    Path rows = directory.resolve("rows.csv");
    Files.writeString(rows, "SITE_ID;PROGRAM_ID;DATE_SMP\n0042;P;03/03/2003 11:00:00\n");
    assertThat(run("produce", "--source", "workbook", "--dataset", "water", "--dry-run", "" + rows))
        .isZero();
    assertThat(
            run("produce", "--source", "synthetic", "--cities", "1", "--count", "1", "--dry-run"))
        .isZero();
    assertThat(run("land", "--dataset", "wine")).isEqualTo(2);
    assertThat(run("land", "--dataset", "water", "--follow", "--until-end")).isEqualTo(2);
    assertThat(run("sink", "--topics", "a")).isEqualTo(2);
    assertThat(run("WeaponStats", "/input")).isEqualTo(2);
    assertThat(run("produce", "--source", "openweather", "Paris,FR")).as("no key").isEqualTo(2);
    assertThat(run("versions", "water_site_year")).as("no ledger").isEqualTo(1);
    assertThat(file).doesNotExist();
  }

  /** Were Kafka asked first, the line would tell of Kafka. */
  @Test
  void aWrongAddressIsBadUsageBeforeAnythingIsDone() {
    assertThat(run("land", "-Dtributary.lineage.url=marquez:5000", "--dataset", "water"))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .first()
        .isEqualTo(
            "land: tributary.lineage.url = 'marquez:5000' is not an address such as http://host:5000");
    assertThat(file).doesNotExist();
  }

  private int run(String verb, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                verb,
                "-Dtributary.lineage.file=" + file,
                "-Dtributary.kafka.bootstrap.servers=127.0.0.1:1",
                "-Dtributary.kafka.timeout.ms=1000",
                "-Dtributary.postgres.host=127.0.0.1",
                "-Dtributary.postgres.port=1",
                "-Dtributary.retry.limit=0"));
    all.addAll(Arrays.asList(arguments));
    Command command =
        new Command(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    command.setConf(HadoopSettings.configuration(Map.of(), directory.resolve("no.env")));
    return command.run(all.toArray(String[]::new));
  }
}
