package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.verb.Outcome;
import dev.tributary.exporters.sink.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What takes back, puts right and tidies up, killed at every place where a kill could matter, and
 * run again: then it is done, once, and the audit is clean.
 */
@ExtendWith(Stack.class)
final class RepairFaultIT {

  private static final String HEADER = "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB\n";
  private static final String[] RETAIN = {
    "--dataset", "water", "--keep", "1", "--older-than", "1ms"
  };

  @TempDir private static Path directory;

  private Workspace water;
  private Hops hops;

  /** What readers must see: the acidity of the samples that count, by year. */
  private final Map<Integer, String> expected = new TreeMap<>();

  private int files;

  @Test
  void aKillOfWhatPutsRightIsMadeGoodByTheNextRun() throws Exception {
    water = new Workspace("faultrepairs", directory);
    hops = new Hops(water, "water");
    water.produceReferences();
    send(sample(1992, "5,0"), sample(1993, "7,0"));
    expected.putAll(Map.of(1992, "5.0", 1993, "7.0"));
    hops.pipeline();
    batchesAreTakenBackAndReplayed();
    messagesInQuarantineAreReplayedAndDiscarded();
    aTableIsTakenBack();
    oldVersionsAreDeleted();
    for (String point : List.of("audit-record.before-commit", "audit-record.after-commit")) {
      kill(point, "audit", "--dataset", "water");
      hops.auditIsClean();
      Faults.survived("audit", "killed at " + point);
    }
  }

  private void batchesAreTakenBackAndReplayed() throws Exception {
    send(sample(1992, "5,8"), sample(1994, "8,0"));
    hops.pipeline();
    Map<Integer, String> without = Map.copyOf(expected);
    Map<Integer, String> with = Map.of(1992, "5.8", 1993, "7.0", 1994, "8.0");
    rejected("reject.before-commit", "batch \\d+ of water is rejected.*", without);
    replayed("replay.before-commit", "batch \\d+ of water replays \\d+: 2 rows.*", with);
    rejected("reject.after-commit", ".*rejected already.*", without);
    replayed("replay.after-commit", ".*was replayed by batch \\d+ already", with);
  }

  private void rejected(String point, String said, Map<Integer, String> then) throws Exception {
    String batch = batch("committed");
    survives(point, said, "batches", "reject", batch, "--reason", "not calibrated");
    agrees("batches reject", point, then);
  }

  private void replayed(String point, String said, Map<Integer, String> then) throws Exception {
    survives(point, said, "batches", "replay", batch("rejected"));
    agrees("batches replay", point, then);
  }

  private String batch(String state) {
    return water
        .sql(
            "SELECT max(id) FROM tributary.batch WHERE feed = 'water' AND state = '%s'"
                .formatted(state))
        .get(0);
  }

  private void messagesInQuarantineAreReplayedAndDiscarded() throws Exception {
    send(
        sample(1995, "1,5"),
        sample(1996, "0,5"),
        sample(1997, "0,4"),
        sample(1998, "0,3"),
        sample(1999, "0,2"));
    hops.run("land", "--dataset", "water");
    assertThat(open()).hasSize(5);
    String[] replay = {"replay", "--dataset", "water", "--reason", "assertion"};
    accept("2", "1");
    survives("quarantine-replay.before-commit", "1 rows of water landed.*", "quarantine", replay);
    Map<Integer, String> more = new TreeMap<>(expected);
    more.put(1995, "1.5");
    agrees("quarantine replay", "quarantine-replay.before-commit", more);
    accept("1", "0.5");
    survives("quarantine-replay.after-commit", "0 rows of water landed.*", "quarantine", replay);
    more.put(1996, "0.5");
    agrees("quarantine replay", "quarantine-replay.after-commit", more);

    discarded("quarantine-discard.before-commit", "1 messages of water are discarded");
    discarded("quarantine-discard.after-commit", "0 messages of water are discarded");
    assertThat(open()).hasSize(1);
  }

  private void discarded(String point, String said) throws Exception {
    String[] first = open().get(0).split("\\|", -1);
    survives(
        point,
        said,
        "quarantine",
        "discard",
        "--dataset",
        "water",
        "--topic",
        water.topic(),
        "--partition",
        first[0],
        "--from",
        first[1],
        "--until",
        String.valueOf(Long.parseLong(first[1]) + 1),
        "--because",
        "no lake is as acid");
    agrees("quarantine discard", point, Map.copyOf(expected));
  }

  private List<String> open() {
    return water.sql(
        """
        SELECT partition, msg_offset FROM tributary.quarantine
        WHERE state = 'open' ORDER BY partition, msg_offset""");
  }

  /** From here on the acidity may be as low as this. */
  private void accept(String before, String lowest) throws IOException {
    Path declaration = directory.resolve("catalog-" + water.database() + "/water.yaml");
    String yaml = Files.readString(declaration);
    String range = "PH_LAB, between: [%s, 11]";
    assertThat(yaml).contains(range.formatted(before));
    Files.writeString(declaration, yaml.replace(range.formatted(before), range.formatted(lowest)));
  }

  private void aTableIsTakenBack() throws Exception {
    String newest =
        water
            .sql(
                "SELECT max(version) FROM tributary.table_version WHERE table_name = 'water_site_year'")
            .get(0);
    restored("restore.before-point", "restored .*", "1", "5.0");
    restored("restore.after-point", "restored .*", newest, "5.8");
    restored("restore-record.before-commit", "restored .*", "1", "5.0");
    restored("restore-record.after-commit", "nothing to restore: .*", newest, "5.8");
  }

  private void restored(String point, String said, String version, String acidity)
      throws Exception {
    survives(point, said, "restore", "water_site_year", "--version", version);
    assertThat(
            hops.hive(
                "SELECT mean FROM water_site_year WHERE year = 1992 AND parameter = 'PH_LAB'"))
        .containsExactly(new String[] {acidity});
    assertThat(
            water.sql(
                """
                SELECT round(mean::numeric, 1) FROM water_dw.water_site_year
                WHERE year = 1992 AND parameter = 'PH_LAB'"""))
        .containsExactly(acidity);
    hops.auditIsClean();
    Faults.survived("restore", "killed at " + point);
  }

  private void oldVersionsAreDeleted() throws Exception {
    for (String point :
        List.of(
            "retain-mark.before-commit",
            "retain-mark.after-commit",
            "retain.before-delete",
            "retain.after-delete")) {
      String acidity = "6,%d".formatted(files);
      send(sample(1992, acidity));
      hops.pipeline();
      hops.auditIsClean(); // nothing is deleted that no audit has been over
      survives(point, "deleted .*", "retain", RETAIN);
      assertThat(hops.said("retain", RETAIN)).isEqualTo("nothing to delete");
      whatWasGivenUpIsGone();
      expected.put(1992, acidity.replace(',', '.'));
      agrees("retain", point, Map.copyOf(expected));
    }
  }

  private void whatWasGivenUpIsGone() throws IOException {
    List<String> retired =
        water.sql(
            """
            SELECT path FROM tributary.file WHERE retired_at IS NOT NULL
            UNION SELECT directory FROM tributary.table_partition WHERE retired_at IS NOT NULL""");
    assertThat(retired).isNotEmpty();
    try (FileSystem hdfs = FileSystem.newInstance(InProcess.hadoop())) {
      for (String path : retired) {
        assertThat(hdfs.exists(new org.apache.hadoop.fs.Path(path))).as(path).isFalse();
      }
    }
  }

  /** It is killed there, and run again, which says this. */
  private void survives(String point, String said, String verb, String... arguments)
      throws Exception {
    kill(point, verb, arguments);
    assertThat(hops.said(verb, arguments)).as("after %s", point).matches("(?s)" + said);
  }

  private void kill(String point, String verb, String... arguments) throws Exception {
    Faults.kill(water, directory.resolve("killed.log"), point, verb, arguments);
  }

  /** After the pipeline has followed, readers see this in the records and in the figures. */
  private void agrees(String verb, String point, Map<Integer, String> then) throws Exception {
    expected.clear();
    expected.putAll(then);
    hops.pipeline();
    List<String> wanted =
        expected.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList();
    assertThat(figures("SELECT year(value.date_smp), value.ph_lab FROM water_data"))
        .as("records after %s", point)
        .isEqualTo(wanted);
    assertThat(figures("SELECT year, mean FROM water_site_year WHERE parameter = 'PH_LAB'"))
        .as("figures after %s", point)
        .isEqualTo(wanted);
    hops.auditIsClean();
    Faults.survived(verb, "killed at " + point);
  }

  private List<String> figures(String query) {
    return hops.hive(query).stream().map(row -> row[0] + " " + row[1]).sorted().toList();
  }

  private static String sample(int year, String acidity) {
    return "1A1-103;LTM_ALTM;07/01/%d 00:00:00;1;%s".formatted(year, acidity);
  }

  private void send(String... samples) throws IOException {
    Path file = directory.resolve("samples-%d.csv".formatted(++files));
    water.send(Files.writeString(file, HEADER + String.join("\n", samples) + "\n"));
  }

  @Test
  void aKillOfASinkIsMadeGoodByTheNextRun() throws Exception {
    Workspace workspace = new Workspace("faultsink", directory);
    InProcess process = workspace.inProcess();
    String tree = "/user/hdfs/faultsink";
    try (AlertTopics topics = new AlertTopics("faultsink", 1)) {
      List<String> arguments =
          topics.sink(
              tree,
              "-Dtributary.sink.instance=only",
              "--until-end",
              "--max-file-size",
              "1KB",
              "--compression",
              "gzip");
      int sent = 0;
      for (String point :
          List.of(
              "sink-topic.before-commit",
              "sink-topic.after-commit",
              "sink-place.before-commit",
              "sink-place.after-commit",
              "sink.after-append",
              "sink.before-commit",
              "sink.after-commit",
              "sink.before-rename",
              "sink.after-rename",
              "sink-roll.before-commit",
              "sink-roll.after-commit",
              "sink-pack.before-rename",
              "sink-pack.after-rename",
              "sink-pack.after-delete",
              "sink-pack.before-commit",
              "sink-pack.after-commit")) {
        sent = send(topics, sent);
        Path log = directory.resolve("sink.log");
        Faults.kill(workspace, log, point, "sink", arguments.toArray(new String[0]));
        if (point.equals("sink-topic.before-commit")) {
          sent = send(topics, sent); // and more has come meanwhile
        }
        Outcome done = process.run(new Sink(InProcess.hadoop()), arguments.toArray(new String[0]));
        assertThat(done.exitCode()).as(done.message()).isZero();
        AlertTree.at(tree).holdsOnce(topics.coordinates());
        Outcome audit = process.run(Hops.audit(InProcess.hadoop()), "--sink", tree, "--json");
        assertThat(audit.exitCode()).as("%s", audit.facts()).isZero();
        Faults.survived("sink", "killed at " + point);
      }
      assertThat(AlertTree.at(tree).files()).anyMatch(file -> file.endsWith(".json.gz"));
    }
  }

  /** Of a place of its own each time, and enough for two files. */
  private static int send(AlertTopics topics, int sent) {
    List<String> places = new ArrayList<>(List.of("Paris", "Lyon", "City " + sent));
    for (int i = 0; i < 60; i++) {
      topics.send(
          topics.geo(),
          "FR",
          "{\"city\":\"%s\",\"country\":\"France\",\"temperature\":%d,\"n\":%d}"
              .formatted(places.get(i % places.size()), i % 40, sent + i));
    }
    topics.flush();
    return sent + 60;
  }

  @AfterAll
  static void tell() throws IOException {
    Faults.tell();
  }
}
