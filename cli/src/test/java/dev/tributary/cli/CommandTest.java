package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as far as it comes without any service. */
final class CommandTest {

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void withoutVerbItTellsItsVerbsAndEndsWith2() {
    assertThat(run()).isEqualTo(2);
    assertThat(text(err))
        .contains(
            "produce", "land", "export", "WaterMetrics", "WeaponStats", "publish", "warehouse");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void helpGoesToStdoutWithAnExample() {
    for (String verb :
        new String[] {
          "produce",
          "land",
          "batches",
          "replay",
          "quarantine",
          "export",
          "WaterMetrics",
          "WeaponStats",
          "publish",
          "warehouse",
          "pipeline",
          "dirty",
          "versions",
          "restore",
          "retain",
          "trace"
        }) {
      out.reset();
      assertThat(run(verb, "--help")).as(verb).isEqualTo(0);
      assertThat(text(out)).contains("usage: tributary " + verb, "example: tributary " + verb);
    }
  }

  @Test
  void thePipelineHandsItsOptionsToItsSteps() {
    assertThat(run("pipeline", "--help")).isEqualTo(0);
    assertThat(text(out)).contains("--create-topics", "--format", "--via", "--accept-delta");
  }

  @Test
  void aSecretAmongTheArgumentsIsRefused() {
    assertThat(
            run(
                "produce",
                "--source",
                "openweather",
                "-Dtributary.openweather.api.key=abc",
                "Paris,FR"))
        .isEqualTo(2);
    assertThat(text(err).lines())
        .containsExactly(
            "produce: tributary.openweather.api.key is a secret, and arguments show in the list of processes; set OPENWEATHER_API_KEY in the environment, or use a credential provider");
    err.reset();
    assertThat(run("land", "--dataset", "water", "-D", "tributary.postgres.password=abc"))
        .isEqualTo(2);
    assertThat(text(err)).contains("set PGPASSWORD or POSTGRES_PASSWORD in the environment");
  }

  @Test
  void badUsageIsOneLineAndTheUsage() {
    assertThat(run("lend")).isEqualTo(2);
    assertThat(text(err)).contains("there is no verb 'lend'");
    assertUsage("produce: Unrecognized option: --colour", "produce", "--colour", "red");
    assertUsage("produce: --source is missing", "produce", "--dataset", "water", "file");
    assertUsage(
        "produce: --source 'soap' is not one of workbook, weapon-pages, openweather, openmeteo, replay, synthetic",
        "produce",
        "--source",
        "soap",
        "f");
    assertUsage(
        "produce: --sheet is not for --source weapon-pages",
        "produce",
        "--source",
        "weapon-pages",
        "--sheet",
        "1",
        "tachi.htm");
    assertUsage(
        "produce: name pages by file or address, or set tributary.weapons.url to where all of them are",
        "produce",
        "--source",
        "weapon-pages");
    assertUsage(
        "produce: 'http://a b/tachi.htm' is no address: Illegal character in authority at index 7: http://a b/tachi.htm",
        "produce",
        "--source",
        "weapon-pages",
        "http://a b/tachi.htm");
    assertUsage(
        "produce: --scraped-at is for saved pages; those of a server are read now",
        "produce",
        "--source",
        "weapon-pages",
        "--scraped-at",
        "2025-11-03T12:00:00",
        "http://127.0.0.1/tachi.htm");
    assertUsage(
        "land: no dataset is named 'wine'; there are: water, weapons, weather",
        "land",
        "--dataset",
        "wine");
    assertUsage(
        "land: --max-records 'all' is not a whole number of 1 or more",
        "land",
        "--dataset",
        "water",
        "--max-records",
        "all");
    assertUsage("versions: name one TABLE, or diff TABLE A B", "versions", "a", "b");
    assertUsage("restore: --version is missing", "restore", "water_site_year");
    assertUsage("retain: --older-than is missing", "retain", "--keep", "5");
    assertUsage(
        "retain: --keep '0' is not a whole number of 1 or more",
        "retain",
        "--older-than",
        "30d",
        "--keep",
        "0");
    assertUsage("trace: name a TABLE and values of its KEY, or TOPIC PARTITION OFFSET", "trace");
    assertUsage(
        "WaterMetrics: --sites PATH, one INPUT or more, and an OUTPUT go together",
        "WaterMetrics",
        "/input",
        "/output");
    assertUsage(
        "WeaponStats: one INPUT or more, and an OUTPUT go together", "WeaponStats", "/input");
    assertUsage(
        "WeaponStats: one INPUT or more, and an OUTPUT go together", "WeaponStats", "--as-is");
    assertUsage(
        "WeaponStats: an INPUT is given twice; its records would count twice",
        "WeaponStats",
        "/input",
        "/input",
        "/output");
    assertUsage(
        "WaterMetrics: --format 'orc' is not one of text, parquet",
        "WaterMetrics",
        "--format",
        "orc");
  }

  @Test
  void aMissingFileIsOneLine() {
    assertThat(run("produce", "--source", "workbook", "--dataset", "water", "/no/such.xlsx"))
        .isEqualTo(1);
    assertThat(text(err).strip())
        .isEqualTo(
            "produce: file '/no/such.xlsx' does not exist; name a workbook (.xlsx) or delimited text (.csv, .csv.gz)");
  }

  @Test
  void aDryRunPrintsTheMessagesAndNothingElse() throws Exception {
    Path file = directory.resolve("rows.csv");
    Files.writeString(file, "SITE_ID;PROGRAM_ID;DATE_SMP;PH_LAB\n0042;P;03/03/2003 11:00:00;6,5\n");
    assertThat(run("produce", "--source", "workbook", "--dataset", "water", "--dry-run", "" + file))
        .isEqualTo(0);
    assertThat(text(out))
        .isEqualTo(
            "{\"SITE_ID\":\"0042\",\"PROGRAM_ID\":\"P\",\"DATE_SMP\":\"2003-03-03T11:00:00\",\"PH_LAB\":6.5}\n");
  }

  /** Were the broker asked first, the line would tell of the broker. */
  @Test
  void aDamagedFileIsRefusedBeforeTheBrokerIsAsked() throws Exception {
    Path file = directory.resolve("rows.csv");
    Files.writeString(file, "SITE_ID;PROGRAM_ID;DATE_SMP\n0042;P;03/03/2003 11:00:00\n0043;P\n");
    String line =
        "produce: file 'rows.csv' row 3 has 2 cells, the header 3: the file is cut off, or not all"
            + " of one piece; get it again; nothing was sent\n";
    for (String mode : new String[] {"--again", "--dry-run"}) {
      out.reset();
      err.reset();
      assertThat(
              run(
                  "produce",
                  "-D",
                  "tributary.kafka.bootstrap.servers=127.0.0.1:1",
                  "--source",
                  "workbook",
                  "--dataset",
                  "water",
                  mode,
                  "" + file))
          .isEqualTo(1);
      assertThat(text(err)).isEqualTo(line);
      assertThat(text(out)).isEmpty();
    }
  }

  @Test
  void anotherDatasetsFileIsRefusedNamingIt() throws Exception {
    Path file = directory.resolve("rows.csv");
    Files.writeString(file, "PROGRAM_ID;PARAMETER;START_YEAR\nP;PH_LAB;1979\n");
    String[] produce = {
      "produce", "--source", "workbook", "--dataset", "water", "--dry-run", "" + file
    };
    assertThat(run(produce)).isEqualTo(1);
    assertThat(text(err))
        .isEqualTo(
            "produce: file 'rows.csv' has the columns of water.methods (3, and 1 of water);"
                + " pass --dataset water --reference methods; nothing was sent\n");
  }

  @Test
  void aDatasetWithoutWarehouseIsOneLine() throws Exception {
    String datasets = "../catalog/src/main/resources/datasets";
    for (String schema : List.of("water", "water-sites", "water-methods")) {
      String file = schema + ".schema.json";
      Files.copy(Path.of(datasets, file), directory.resolve(file));
    }
    String yaml = Files.readString(Path.of(datasets, "water.yaml"));
    Files.writeString(
        directory.resolve("water.yaml"), yaml.replaceFirst("(?m)^warehouse: .*\n", ""));
    assertFailure(
        "warehouse: dataset 'water' declares no warehouse; add 'warehouse: {schema: NAME}'",
        "warehouse",
        "-Dtributary.catalog.dir=" + directory,
        "--dataset",
        "water");
  }

  /** By its own name and by the former one; neither the ledger nor any server is asked. */
  @Test
  void weaponStatsReadsPathsWithoutAnyService() throws Exception {
    Path input = Files.createDirectory(directory.resolve("input"));
    Files.writeString(
        input.resolve("weapon_data.json"),
        """
        [
          {"type": "long_sword", "id": "l0001", "rarity": 3, "attack": 480, "affinity": -10,
           "elements": {"Fire": 270}, "statuses": {}, "scraped_at": "2026-01-01T00:00"},
          {"type": "long_sword", "id": "l0001", "rarity": 3, "attack": 500, "affinity": -10,
           "elements": {"Fire": 270}, "statuses": {}, "scraped_at": "2026-01-02T00:00"},
          {"type": "long_sword", "id": "l0002", "rarity": 3, "attack": 481, "affinity": 0,
           "elements": {"Fire": 1, "Water": 2}, "statuses": {"Poison": 180}},
          {"type": "long_sword", "id": "l0003", "attack": "abc"},
          7
        ]
        """);
    String row =
        "2\t481\t490.5\t490.5\t500\t13.435028842544403\t-5.0\t1\tFire:2,Water:1\tPoison:1\n";
    for (String name : List.of("WeaponStats", "com.mhfz.analysis.WeaponStats")) {
      Path output = directory.resolve("out-" + name);
      err.reset();
      assertThat(
              run(
                  name,
                  "-Dmapreduce.framework.name=local",
                  "-Dfs.defaultFS=file:///",
                  "-Dhadoop.tmp.dir=" + directory.resolve("hadoop"),
                  "-Dtributary.postgres.port=1",
                  "" + input,
                  "" + output))
          .isZero();
      assertThat(text(err))
          .endsWith(
              "WeaponStats: wrote 2 rows of 5 records to %s (2 left out, 1 older states):\n  %s/weapon_data.json element 4: attack is no whole number within ±2^53: \"abc\"\n  %s/weapon_data.json element 5: not a JSON object\n"
                  .formatted(output, input, input));
      assertThat(output.resolve("part-00000"))
          .content()
          .isEqualTo("long_sword\t\\N\t" + row + "long_sword\t3\t" + row);
      assertThat(text(out)).isEmpty();
    }
  }

  @Test
  void unreachableServersAreOneLineEach() {
    String nobody = "127.0.0.1:1";
    assertFailure(
        "land: Kafka does not answer at 127.0.0.1:1",
        "land",
        "-D",
        "tributary.kafka.bootstrap.servers=" + nobody,
        "-D",
        "tributary.kafka.timeout.ms=1000",
        "-Dtributary.retry.limit=0",
        "--dataset",
        "water");
    assertFailure(
        "land: Kafka does not answer at no.such.host.invalid:9092",
        "land",
        "-D",
        "tributary.kafka.bootstrap.servers=no.such.host.invalid:9092",
        "--dataset",
        "water");
    assertFailure(
        "export: PostgreSQL at 127.0.0.1:1, database 'tributary', user 'tributary':",
        "export",
        "-D",
        "tributary.postgres.port=1",
        "-D",
        "tributary.postgres.host=127.0.0.1",
        "-Dtributary.retry.limit=0",
        "--dataset",
        "water");
  }

  @Test
  void whatIsAwayIsWaitedForUpToTheLimit() {
    assertFailure(
        "export: no progress for 0 s (PostgreSQL at 127.0.0.1:1, database 'tributary', user 'tributary':",
        "export",
        "-Dtributary.postgres.port=1",
        "-Dtributary.postgres.host=127.0.0.1",
        "-Dtributary.retry.limit=300ms",
        "--dataset",
        "water");
    assertThat(text(err).strip()).endsWith("; run it again, it goes on where it was");
  }

  @Test
  void definitionsWinOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path envFile = directory.resolve(".env");
    Files.writeString(
        envFile,
        "# ours\nexport TOPIC=x\nPGPORT=\"6000\"\nKAFKA_GROUP_ID = lenders \nPGUSER=file\n");
    Configuration conf =
        HadoopSettings.configuration(Map.of("PGUSER", "me", "HDFS_URL", "hdfs://nn:1"), envFile);
    assertThat(conf.get("tributary.postgres.port")).isEqualTo("6000");
    assertThat(conf.get("tributary.postgres.user")).isEqualTo("me");
    assertThat(conf.get("tributary.kafka.group.id")).isEqualTo("lenders");
    assertThat(conf.get("fs.defaultFS")).isEqualTo("hdfs://nn:1");
    Command command = new Command(print(out), print(err));
    command.setConf(conf);
    assertThat(
            command.run(
                new String[] {
                  "export",
                  "--dataset",
                  "water",
                  "-D",
                  "tributary.postgres.port=1",
                  "-Dtributary.postgres.host=127.0.0.1",
                  "-Dtributary.retry.limit=0"
                }))
        .isEqualTo(1);
    assertThat(text(err)).contains("PostgreSQL at 127.0.0.1:1, database 'tributary', user 'me'");
  }

  private void assertUsage(String line, String... arguments) {
    err.reset();
    assertThat(run(arguments)).as(line).isEqualTo(2);
    List<String> lines = text(err).lines().toList();
    assertThat(lines).first().isEqualTo(line);
    assertThat(lines.get(1)).startsWith("usage: tributary " + arguments[0]);
    // A verb that is used in several ways has a line for each.
    assertThat(lines.subList(2, lines.size()))
        .allMatch(more -> more.startsWith("       tributary " + arguments[0]));
  }

  private void assertFailure(String begin, String... arguments) {
    err.reset();
    assertThat(run(arguments)).as(begin).isEqualTo(1);
    assertThat(text(err).lines().toList()).singleElement().asString().startsWith(begin);
  }

  private int run(String... arguments) {
    Command command = new Command(print(out), print(err));
    command.setConf(HadoopSettings.configuration(Map.of(), directory.resolve("no.env")));
    return command.run(arguments);
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream from) {
    return from.toString(StandardCharsets.UTF_8);
  }
}
