package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Versions of tables: traced, compared, taken back, and in the end deleted; on a few samples. */
@ExtendWith(Stack.class)
final class VersionsIT {

  private static final String HEADER =
      "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB;SO4_UEQ_L;ANC_UEQ_L\n";
  private static final String SAMPLES =
      """
      1A1-103;LTM_ALTM;07/01/1992 00:00:00;1;5,0;100;10
      1A1-103;LTM_ALTM;08/01/1992 00:00:00;1;6,0;;20
      1A1-105;LTM_ALTM;08/01/1992 00:00:00;1;6,5;70;30
      1A1-103;LTM_ALTM;07/01/1993 00:00:00;1;7,0;90;40
      """;
  private static final String BAD = "1A1-103;LTM_ALTM;10/01/1993 00:00:00;1;about 5;90;40\n";
  private static final String[] FIGURE = {
    "water_site_year", "1A1-103", "LTM_ALTM", "year=1992", "parameter=PH_LAB"
  };

  @TempDir private Path directory;

  private Hops hops;

  @Test
  void aCorrectionIsTracedComparedTakenBackAndItsFilesGoInTheEnd() throws Exception {
    Workspace water = new Workspace("versioned", directory);
    hops = new Hops(water, "water");
    water.produceReferences();
    send(water, "first.csv", SAMPLES + BAD);
    assertThat(lines(water, "dirty", "--dataset", "water")).isEmpty(); // nothing was landed
    hops.run("land", "--dataset", "water");
    assertThat(lines(water, "dirty", "--dataset", "water"))
        .containsExactlyInAnyOrder(
            "water\twater.methods\t-\texport\t" + landed(water, "water_methods"),
            "water\twater.sites\t-\texport\t" + landed(water, "water_sites"),
            "water\twater_data\t1992-01-01\texport\t3 rows of 1 batches are not exported",
            "water\twater_data\t1993-01-01\texport\t1 rows of 1 batches are not exported");
    hops.pipeline();
    send(water, "second.csv", SAMPLES.replace("5,0;100", "5,2;100"));
    hops.pipeline();
    assertThat(figures(water)).isEqualTo("5.6");

    aFigureLeadsToItsOffsets(water);
    offsetsLeadToWhatBecameOfThem(water);
    twoVersionsDifferInTheCorrectedFigure(water);
    aRestoreHoldsUntilANewerVersionIsBuilt(water);
    onlyWhatNothingPointsToIsDeleted(water);
  }

  private static String landed(Workspace water, String table) {
    return water
            .sql("SELECT count(*) || ' rows of ' || count(DISTINCT batch_id) FROM " + table)
            .get(0)
        + " batches are not exported";
  }

  private static void aFigureLeadsToItsOffsets(Workspace water) throws IOException {
    JsonNode trace = json(water, "trace", FIGURE);
    assertThat(trace.path("version").asInt()).isEqualTo(2);
    assertThat(trace.path("row").path("mean").asDouble()).isEqualTo(5.6);
    assertThat(trace.path("run").asText())
        .isEqualTo(
            water
                .sql(
                    """
                    SELECT run_id FROM tributary.table_version
                    WHERE table_name = 'water_site_year' AND version = 2""")
                .get(0));
    assertThat(offsets(trace.path("offsets")))
        .isEqualTo(
            Set.copyOf(
                water.sql(
                    """
                    SELECT partition || ':' || msg_offset FROM water_quality_current
                    WHERE site_id = '1A1-103' AND extract(year FROM date_smp) = 1992
                    AND ph_lab IS NOT NULL""")))
        .hasSize(2);
    assertThat(offsets(trace.path("all_offsets")))
        .isEqualTo(
            Set.copyOf(
                water.sql(
                    """
                    SELECT partition || ':' || msg_offset FROM water_quality_current
                    WHERE dt = '1992-01-01'""")))
        .hasSize(3);
    assertThat(trace.path("files").toString())
        .contains(water.directory() + "/v2/dt=1992-01-01/water_");

    // Built from a table: by its rows of both years, down to the samples with a value.
    JsonNode acid = json(water, "trace", "water_anc_class", "1A1-103");
    assertThat(acid.path("made_of")).hasSize(2);
    assertThat(offsets(acid.path("offsets")))
        .isEqualTo(
            Set.copyOf(
                water.sql(
                    """
                    SELECT partition || ':' || msg_offset FROM water_quality_current
                    WHERE site_id = '1A1-103'""")))
        .hasSize(3);
    assertThat(lines(water, "trace", "water_site_year", "1A1-105"))
        .hasSize(4)
        .anySatisfy(
            line ->
                assertThat(line)
                    .endsWith("site_id=1A1-105 program_id=LTM_ALTM year=1992 parameter=PH_LAB"));
  }

  private static void offsetsLeadToWhatBecameOfThem(Workspace water) throws IOException {
    String corrected = place(water, "water_quality", "ph_lab = 5.2");
    JsonNode now = message(water, corrected);
    assertThat(now.path("fate").asText()).isEqualTo("landed");
    assertThat(now.path("landed").path("revision").asInt()).isEqualTo(2);
    assertThat(now.path("landed").path("current").asBoolean()).isTrue();
    JsonNode file = now.path("files").path(0);
    String text = Shell.run("hdfs", "dfs", "-cat", file.path("path").asText()).ok().out();
    assertThat(text.lines().toList().get(file.path("line").asInt() - 1))
        .contains("\"kafka_offset\":" + offset(corrected) + ",", "\"PH_LAB\": 5.2");
    assertThat(now.path("builds").toString())
        .contains(
            "{\"table\":\"water_site_year\",\"version\":2,\"dt\":\"1992-01-01\",\"seen\":true}",
            "{\"table\":\"water_site_trend\",\"version\":2,\"dt\":\"\",\"seen\":true}")
        .doesNotContain("\"version\":1");

    JsonNode before = message(water, place(water, "water_quality", "ph_lab = 5.0"));
    assertThat(before.path("landed").path("superseded_by").path("offset").asText())
        .isEqualTo(offset(corrected));
    assertThat(before.path("builds").toString())
        .contains(
            "{\"table\":\"water_site_year\",\"version\":1,\"dt\":\"1992-01-01\",\"seen\":false}")
        .doesNotContain("\"version\":2");

    assertThat(message(water, place(water, "tributary.quarantine", "true")).toString())
        .contains("\"fate\":\"quarantined\"", "\"source\":\"first.csv row 6\"", "about 5");
    assertThat(message(water, place(water, "tributary.duplicate", "true")).toString())
        .contains("\"fate\":\"duplicate\"", "\"duplicate_of\":{\"topic\":\"" + water.topic());
    String end = water.sql("SELECT max(next_offset) FROM tributary.next_offset").get(0);
    assertThat(message(water, "0:" + end).path("fate").asText()).isEqualTo("not landed yet");
  }

  private static void twoVersionsDifferInTheCorrectedFigure(Workspace water) throws IOException {
    JsonNode diff = json(water, "versions", "diff", "water_site_year", "1", "2");
    assertThat(diff.path("changed").asInt()).isEqualTo(1);
    assertThat(diff.path("added").asInt() + diff.path("removed").asInt()).isZero();
    assertThat(diff.path("rows").path(0).path("key").path("parameter").asText())
        .isEqualTo("PH_LAB");
    assertThat(diff.path("rows").path(0).path("changes").path("mean").toString())
        .isEqualTo("[5.5,5.6]");
    assertThat(lines(water, "versions", "water_site_year"))
        .satisfiesExactly(
            head -> assertThat(head).startsWith("version  state"),
            first -> assertThat(first).matches("1 +built .* 1 of 2 .*"),
            second -> assertThat(second).matches("2 +built .* yes .*"));
  }

  private void aRestoreHoldsUntilANewerVersionIsBuilt(Workspace water) throws Exception {
    assertFault(
        water.run("restore", "water_site_year", "--version", "9"),
        "restore: water_site_year has no version 9; 'versions water_site_year' lists those there are");
    assertFault(
        water.run("restore", "water_site_yaer", "--version", "1"),
        "restore: there are no versions of a table 'water_site_yaer'; there are of: ");
    assertThat(water.run("restore", "water_site_year", "--version", "1").ok().err())
        .contains("restored water_site_year as of version 1 (1 of 2 partitions changed)")
        .contains("1 are held", "warehouse: loaded water_site_year");
    assertThat(figures(water)).isEqualTo("5.5");
    assertThat(lines(water, "dirty", "--dataset", "water")).isEmpty();
    hops.pipeline();
    hops.run("publish", "--dataset", "water", "--again");
    assertThat(figures(water)).isEqualTo("5.5");

    send(water, "third.csv", SAMPLES.replace("5,0;100", "5,4;100"));
    hops.pipeline();
    assertThat(figures(water)).isEqualTo("5.7");
  }

  /** Of three versions the first is old, and was audited. */
  private void onlyWhatNothingPointsToIsDeleted(Workspace water) throws Exception {
    String[] retain = {"--dataset", "water", "--keep", "1", "--older-than", "1d"};
    water.execute(
        water.database(),
        """
        UPDATE tributary.table_version SET built_at = now() - interval '3 days' WHERE version = 1;
        UPDATE tributary.file SET recorded_at = now() - interval '3 days' WHERE version = 1""");
    assertThat(water.run("retain", retain).ok().said())
        .containsExactly(
            "retain: nothing to delete; every version of water is kept, for no audit has been over it that was clean and complete");
    water.execute(
        water.database(),
        """
        INSERT INTO tributary.audit (run_id, dataset, began_at, clean, complete, counts,
          discrepancies)
        SELECT id, 'water', now() - interval '2 days', true, true, '{}', '[]'
        FROM tributary.run LIMIT 1""");
    String tables = water.directory() + "/tables/";
    String byHand = tables + "water_program_parameter/v1";
    String files = Shell.run("hdfs", "getconf", "-confKey", "fs.defaultFS").ok().out().strip();
    water.hive("ALTER TABLE water_program_parameter SET LOCATION '" + files + byHand + "'");
    String abandoned = tables + "water_site_year/v4";
    String export = water.sql("SELECT min(id) FROM tributary.export WHERE feed = 'water'").get(0);
    String temporary = water.directory() + "/_tmp/export-" + export;
    Shell.run("hdfs", "dfs", "-mkdir", "-p", abandoned, temporary).ok();
    water.execute(
        water.database(),
        """
        INSERT INTO tributary.table_version (table_name, version, dataset, run_id, state, definition,
          directory)
        SELECT table_name, 4, dataset, run_id, 'abandoned', definition, '%s'
        FROM tributary.table_version WHERE table_name = 'water_site_year' AND version = 1"""
            .formatted(abandoned));

    Set<String> before = listed(water);
    Set<String> expected =
        Set.of(
            temporary,
            water.directory() + "/dt=1992-01-01",
            abandoned,
            tables + "water_anc_class/v1",
            tables + "water_method_summary/v1",
            tables + "water_site_trend/v1",
            tables + "water_site_year/v1/dt=1992-01-01");
    assertThat(paths(water.run("retain", with(retain, "--dry-run")))).isEqualTo(expected);
    assertThat(listed(water)).isEqualTo(before);

    // Killed when the ledger knows and no file has gone: the next one deletes them.
    Map<String, String> crash =
        Map.of("HADOOP_CLIENT_OPTS", "-Dtributary.crash.point=retain-mark.after-commit");
    assertThat(water.run(crash, "retain", retain).exitCode()).isEqualTo(137);
    assertThat(listed(water)).isEqualTo(before);
    water.run("retain", retain).ok();
    Set<String> gone = new TreeSet<>(before);
    gone.removeAll(listed(water));
    assertThat(gone).isNotEmpty().allMatch(path -> expected.stream().anyMatch(path::startsWith));
    assertThat(listed(water)).noneMatch(path -> expected.stream().anyMatch(path::startsWith));
    assertThat(water.run("retain", retain).ok().said())
        .containsExactly("retain: nothing to delete");

    assertThat(figures(water)).isEqualTo("5.7");
    assertThat(water.hive("SELECT count(*) FROM water_data")).containsExactly("4");
    hops.run("warehouse", "--dataset", "water", "--again");
    assertThat(json(water, "versions", "water_site_year").path("versions").path(0).toString())
        .containsPattern("\"dt\":\"1992-01-01\",[^}]*\"retired_at\":\"2")
        .containsPattern("\"dt\":\"1993-01-01\",[^}]*\"retired_at\":null");
    assertFault(
        water.run("restore", "water_site_year", "--version", "1", "--partition", "1992-01-01"),
        "restore: water_site_year dt=1992-01-01 version 1 was retired: its files are deleted; ");
  }

  /** The corrected figure, which Hive and the warehouse must agree on. */
  private static String figures(Workspace water) {
    String where = " WHERE year = 1992 AND parameter = 'PH_LAB' AND site_id = '1A1-103'";
    List<String> hive = water.hive("SELECT mean FROM water_site_year" + where);
    assertThat(water.sql("SELECT mean FROM water_dw.water_site_year" + where)).isEqualTo(hive);
    return hive.get(0);
  }

  private static String place(Workspace water, String table, String condition) {
    return water
        .sql(
            "SELECT partition || ':' || msg_offset FROM %s WHERE %s LIMIT 1"
                .formatted(table, condition))
        .get(0);
  }

  private static String offset(String place) {
    return place.substring(place.indexOf(':') + 1);
  }

  private static JsonNode message(Workspace water, String place) throws IOException {
    List<String> at = List.of(place.split(":", -1));
    return json(water, "trace", water.topic(), at.get(0), at.get(1)).path("messages").path(0);
  }

  private static Set<String> offsets(JsonNode ranges) {
    Set<String> offsets = new TreeSet<>();
    for (JsonNode range : ranges) {
      for (long o = range.path("from").asLong(); o < range.path("until").asLong(); o++) {
        offsets.add(range.path("partition").asText() + ":" + o);
      }
    }
    return offsets;
  }

  private static Set<String> listed(Workspace water) {
    return Shell.run("hdfs", "dfs", "-ls", "-R", "-C", water.directory())
        .ok()
        .out()
        .lines()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> paths(Shell.Result result) {
    return result
        .ok()
        .out()
        .lines()
        .map(line -> line.substring(0, line.indexOf('\t')))
        .collect(Collectors.toSet());
  }

  private static JsonNode json(Workspace water, String verb, String... arguments)
      throws IOException {
    return new ObjectMapper().readTree(water.run(verb, with(arguments, "--json")).ok().out());
  }

  private static List<String> lines(Workspace water, String verb, String... arguments) {
    return water.run(verb, arguments).ok().out().lines().toList();
  }

  private static String[] with(String[] arguments, String more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(more);
    return all.toArray(new String[0]);
  }

  private static void assertFault(Shell.Result result, String begin) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.said()).singleElement().asString().startsWith(begin);
  }

  private void send(Workspace water, String name, String rows) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, HEADER + rows);
    water.send(file);
  }
}
