package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped samples, from the file to Hive. */
@ExtendWith(Stack.class)
final class WaterPipelineIT {

  private static final Path FILE = ShippedSamples.FILE;

  @TempDir private static Path directory;

  private static Workspace water;
  private static Shell.Result pipeline;

  @BeforeAll
  static void runIt() {
    water = ShippedSamples.run().water();
    pipeline = ShippedSamples.run().pipeline();
  }

  @Test
  void everySampleIsLandedOnceAndExportedOnce() {
    assertThat(
            water.sql(
                """
                SELECT count(*), count(DISTINCT (topic_id, partition, msg_offset)),
                  count(DISTINCT identity), max(revision) FROM water_quality"""))
        .containsExactly("38200|38200|38200|1");
    assertThat(water.sql("SELECT sum(rows) FROM tributary.file WHERE feed = 'water'"))
        .containsExactly("38200");
    assertThat(
            water.hive(
                "SELECT count(*), count(DISTINCT kafka_partition, kafka_offset) FROM water_data"))
        .containsExactly("38200\t38200");
  }

  @Test
  void theJoinLosesAndMultipliesNoSample() {
    assertThat(pipeline.err())
        .contains("79,032 rows in 41 partitions of 38,200 samples (0 without a site)");
  }

  /** DuckDB computes the same from the file itself. */
  @Test
  void everyFigureEqualsAnIndependentComputation() throws Exception {
    Map<String, String[]> rows = new HashMap<>();
    for (String line :
        water.hive(
            "SELECT site_id, program_id, state, year, parameter, n, min, mean, median, max, stddev"
                + " FROM water_site_year")) {
      String[] row = line.split("\t", -1);
      assertThat(rows.put(String.join("/", row[0], row[1], row[3], row[4]), row)).isNull();
    }
    assertThat(rows).hasSize(79_032);
    int compared = 0;
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet expected = statement.executeQuery(independent())) {
      while (expected.next()) {
        String key =
            String.join(
                "/",
                expected.getString("site_id"),
                expected.getString("program_id"),
                expected.getString("year"),
                expected.getString("parameter"));
        compare(key, rows.get(key), expected);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(79_032);
  }

  private static String independent() {
    return """
    WITH samples AS (
      SELECT * FROM read_csv('%s', delim = ';', header = true, all_varchar = true)),
    long AS (
      UNPIVOT samples ON COLUMNS(* EXCLUDE (site_id, program_id, date_smp, sample_location,
        sample_type, waterbody_type, time_smp)) INTO NAME parameter VALUE text),
    measured AS (
      SELECT site_id, program_id, CAST(substr(date_smp, 7, 4) AS INTEGER) AS year, parameter,
        CAST(replace(text, ',', '.') AS DOUBLE) AS x
      FROM long WHERE text IS NOT NULL AND text <> '')
    SELECT site_id, program_id, year, parameter, count(x) AS n, min(x) AS least, favg(x) AS mean,
      median(x) AS median, max(x) AS most, stddev_samp(x) AS stddev
    FROM measured GROUP BY ALL"""
        .formatted(FILE);
  }

  private static void compare(String key, String[] row, ResultSet expected) throws Exception {
    assertThat(row).as(key).isNotNull();
    assertThat(row[5]).as(key).isEqualTo(expected.getString("n"));
    assertThat(Double.parseDouble(row[6])).as(key).isEqualTo(expected.getDouble("least"));
    assertThat(Double.parseDouble(row[9])).as(key).isEqualTo(expected.getDouble("most"));
    // The independent figures are rounded at every step, ours once.
    double scale =
        Math.max(Math.abs(expected.getDouble("least")), Math.abs(expected.getDouble("most")));
    assertThat(Double.parseDouble(row[7]))
        .as(key)
        .isCloseTo(expected.getDouble("mean"), within(1e-12 * scale));
    assertThat(Double.parseDouble(row[8]))
        .as(key)
        .isCloseTo(expected.getDouble("median"), within(1e-15 * scale));
    String stddev = expected.getString("stddev");
    if (stddev == null) {
      assertThat(row[10]).as(key).isEqualTo("NULL");
    } else {
      assertThat(Double.parseDouble(row[10]))
          .as(key)
          .isCloseTo(expected.getDouble("stddev"), within(1e-10 * scale));
    }
  }

  @Test
  void theStateIsThatOfTheSite() {
    assertThat(water.hive("SELECT state, count(*) FROM water_site_year GROUP BY state"))
        .containsExactlyInAnyOrderElementsOf(
            water.sql(
                """
                SELECT s.state || E'\\t' || count(*) FROM (
                  SELECT DISTINCT site_id, program_id, extract(year FROM date_smp), j.key
                  FROM water_quality, jsonb_each(value) j WHERE jsonb_typeof(j.value) = 'number') r
                JOIN water_sites s USING (site_id, program_id) GROUP BY s.state"""));
  }

  @Test
  void aSecondRunChangesNothing() {
    List<String> before = state();
    assertThat(water.produce(FILE).ok().err()).contains("nothing to send: all 38,200 records");
    assertThat(water.run("pipeline", "--dataset", "water").ok().said())
        .anyMatch(line -> line.startsWith("pipeline: run "));
    assertThat(state()).isEqualTo(before);
  }

  private static List<String> state() {
    return water.sql(
        """
        SELECT (SELECT count(*) FROM tributary.batch), (SELECT count(*) FROM tributary.export),
          (SELECT count(*) FROM tributary.table_version),
          (SELECT count(*) FROM tributary.publication),
          (SELECT sum(next_offset) FROM tributary.next_offset)""");
  }

  /** Also that the commands of any Hadoop book show what happened. */
  @Test
  void theUsualToolsShowTheTraces() {
    assertThat(Shell.run("hdfs", "dfs", "-ls", water.directory() + "/dt=1992-01-01").ok().out())
        .contains("/dt=1992-01-01/water_");
    assertThat(
            Shell.run(
                    "hdfs",
                    "dfs",
                    "-cat",
                    water.directory() + "/tables/water_site_year/v1/dt=1992-01-01/part-00000")
                .ok()
                .out()
                .lines())
        .anyMatch(line -> line.startsWith("1A1-103\tLTM_ALTM\tNew York\t1992\tPH_LAB\t"));
    assertThat(ShippedSamples.run().applications().out())
        .contains("WaterMetrics water_site_year", "WaterMetrics water_site_trend", "SUCCEEDED");
    assertThat(Shell.run("kafka-topics.sh", "--list").ok().out().lines())
        .contains(water.topic(), "pipeline-water-sites", "tributary-progress");
    assertThat(
            Shell.run("psql", "-d", water.database(), "-Atc", "SELECT count(*) FROM water_sites")
                .ok()
                .out()
                .strip())
        .isEqualTo("175");
    assertThat(water.hive("DESCRIBE water_site_year"))
        .anyMatch(line -> line.startsWith("mean") && line.contains("in the parameter's unit"));
  }

  /** The same rows in other bytes: what names a source is its bytes, what names a record is not. */
  @Test
  void theSameRecordsFromAnotherFileAreDuplicates() throws Exception {
    Workspace own = new Workspace("again", directory);
    Path small = directory.resolve("small.csv");
    Path reordered = directory.resolve("reordered.csv");
    Files.write(small, head(101));
    own.send(small);
    own.run("land", "--dataset", "water").ok();
    List<String> lines = head(101);
    Files.write(reordered, lines.stream().map(line -> line + ";").toList());
    own.send(reordered);
    assertThat(own.run("land", "--dataset", "water").ok().err())
        .contains("landed 0 rows of water in 1 batches; 100 duplicates, 0 in quarantine");
    assertThat(own.sql("SELECT count(*) FROM water_quality")).containsExactly("100");
    assertThat(
            own.sql(
                """
                SELECT count(*) FROM tributary.duplicate d JOIN water_quality r
                ON (r.topic_id, r.partition, r.msg_offset) = (d.of_topic_id, d.of_partition, d.of_offset)"""))
        .containsExactly("100");
  }

  @Test
  void theWorkbookAfterTheTextIsAllDuplicatesAndTheRoundedTextIsNot() {
    assumeTrue(Files.isDirectory(Workspace.REAL), "the real data is not here");
    Workspace own = new Workspace("forms", directory);
    own.send(Workspace.REAL.resolve("LTM_Data_2022_8_1_fullprecision.csv"));
    own.run("land", "--dataset", "water").ok();
    own.send(Workspace.REAL.resolve("LTM_Data_2022_8_1_fullprecision.xlsx"));
    assertThat(own.run("land", "--dataset", "water").ok().err())
        .contains("landed 0 rows of water", "38,200 duplicates, 0 in quarantine");
    Workspace rounded = new Workspace("rounded", directory);
    rounded.send(Workspace.REAL.resolve("LTM_Data_2022_8_1.csv"));
    rounded.run("land", "--dataset", "water").ok();
    String query =
        """
        SELECT so4_ueq_l FROM water_quality
        WHERE site_id = 'VT33' AND date_smp = '2020-11-06' AND program_id = 'VTSSS'""";
    assertThat(own.sql(query)).containsExactly("47.06");
    assertThat(rounded.sql(query)).containsExactly("47");
  }

  private static List<String> head(int lines) throws Exception {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(FILE))) {
      return Arrays.asList(
              new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).split("\r\n"))
          .subList(0, lines);
    }
  }
}
