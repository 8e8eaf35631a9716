package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two of a verb on one dataset at once: one does it, the other says why it does not. */
@ExtendWith(Stack.class)
final class ConcurrencyIT {

  private static final String HEADER = "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB\n";
  private static final String SAMPLES =
      "1A1-103;LTM_ALTM;07/01/1992 00:00:00;1;5,0\n1A1-103;LTM_ALTM;08/01/1992 00:00:00;1;6,0\n";
  private static final String MEAN =
      "SELECT year, n, mean FROM water_site_year WHERE parameter = 'PH_LAB'";

  private static final int SITES = 600;

  @TempDir private static Path directory;

  private int started;

  @Test
  void oneDoesItAndTheOtherSaysWhyNot() throws Exception {
    Workspace water = new Workspace("crowd", directory);
    water.produceReferences();
    new Hops(water, "water").run("land", "--dataset", "water", "--create-topics");
    send(water, "first.csv", SAMPLES);

    oneOfTwo(
        water,
        "tributary.next_offset",
        "%INSERT INTO tributary.next_offset%",
        "land",
        "another run has landed partition|export of water is already running elsewhere");
    assertThat(water.sql("SELECT count(*), count(DISTINCT identity) FROM water_quality"))
        .containsExactly("2|2");
    oneOfTwo(
        water,
        "tributary.export",
        "%INSERT INTO tributary.export %",
        "export",
        "export of water is already running elsewhere; run it again when that has ended");
    assertThat(water.sql("SELECT sum(rows) FROM tributary.file WHERE feed = 'water'"))
        .containsExactly("2");

    oneOfTwo(
        water,
        "tributary.table_version",
        "%UPDATE tributary.table_version%",
        "WaterMetrics",
        "WaterMetrics is already running elsewhere; run it again when that has ended");
    assertThat(versions(water)).containsExactly("1|built");

    // Its connection is cut while its job runs, and its lock is gone: nothing is built twice.
    try (Running job = start(water, "WaterMetrics", "--again")) {
      job.await(
          "a version is planned",
          () ->
              water.sql("SELECT FROM tributary.table_version WHERE state = 'planned'").size() == 1);
      water.cutOthers();
      job.awaitLine("waiting run=\\S+ seconds=0: PostgreSQL: .*");
      assertThat(job.exitCode()).as(job.said()).isZero();
    }
    assertThat(versions(water)).containsExactly("1|built", "2|abandoned", "3|built");

    oneOfTwo(
        water,
        "tributary.publication",
        "%INSERT INTO tributary.publication%",
        "publish",
        "publish of water is already running elsewhere; run it again when that has ended");
    assertThat(water.hive(MEAN)).containsExactly("1992\t2\t5.5");
    oneOfTwo(
        water,
        "tributary.warehouse_load",
        "%INSERT INTO tributary.warehouse_load%",
        "warehouse",
        "warehouse of water is already running elsewhere; run it again when that has ended");
    assertThat(water.sql("SELECT n, mean FROM water_dw.water_site_year WHERE parameter = 'PH_LAB'"))
        .containsExactly("2|5.5");

    send(water, "second.csv", SAMPLES.replace("6,0", "7,0"));
    oneOfTwo(
        water,
        "tributary.next_offset",
        "%INSERT INTO tributary.next_offset%",
        "pipeline",
        "another run has landed partition|export of water is already running elsewhere");
    assertThat(water.hive(MEAN)).containsExactly("1992\t2\t6.0");
    assertThat(water.sql("SELECT max(revision), count(*) FROM water_quality"))
        .containsExactly("2|3");
  }

  private static List<String> versions(Workspace water) {
    return water.sql(
        """
        SELECT version, state FROM tributary.table_version
        WHERE table_name = 'water_site_year' ORDER BY version""");
  }

  /** Both are told of every partition: what one lands, the other finds landed, and goes on. */
  @Test
  void oneOfTwoFollowersKilledInMidBatchLosesAndDoublesNothing() throws Exception {
    Workspace water = new Workspace("followers", directory);
    String[] follow = {
      "--dataset", "water", "--follow", "--create-topics", "-Dtributary.land.batch.rows=50"
    };
    String landed = "SELECT count(*) FROM water_quality";
    try (Running first = start(water, "land", follow);
        Running second = start(water, "land", follow)) {
      first.awaitLine("following run=");
      second.awaitLine("following run=");
      send(water, "many.csv", samples(0));
      second.await("the first file is in", () -> number(water, landed) == SITES);
      first.await("the first waits for more", () -> follows(first));
      second.await("the second waits for more", () -> follows(second));
      // Of the rows alone: one that is overtaken only now is to ask the ledger anew meanwhile.
      try (AutoCloseable held = water.lockedRows("tributary.next_offset")) {
        send(water, "more.csv", samples(1));
        first.await(
            "both are in mid-batch", () -> water.waitingFor("UPDATE tributary.next_offset%") == 2);
        first.close();
      }
      second.await("the rest is in", () -> number(water, landed) == 2 * SITES);
      second.ask();
      assertThat(second.exitCode()).as(second.said()).isZero();
    }
    assertThat(
            water.sql(
                """
                SELECT count(*), count(DISTINCT identity), count(DISTINCT (partition, msg_offset)),
                  (SELECT count(*) FROM tributary.duplicate),
                  (SELECT sum(rows) FROM tributary.batch) FROM water_quality"""))
        .containsExactly("%1$d|%1$d|%1$d|0|%1$d".formatted(2 * SITES));
    new Hops(water, "water").auditIsClean();
  }

  /** It is not on its way back from being overtaken. */
  private static boolean follows(Running land) {
    return count(land, "following run=") > count(land, "overtaken run=");
  }

  private static long count(Running land, String sign) {
    return land.said().lines().filter(line -> line.contains(sign)).count();
  }

  private static long number(Workspace water, String query) {
    return Long.parseLong(water.sql(query).get(0));
  }

  /** Of many sites, which are in all partitions. */
  private static String samples(int day) {
    StringBuilder rows = new StringBuilder();
    for (int site = 0; site < SITES; site++) {
      rows.append("S-%d;LTM_ALTM;07/%02d/1992 00:00:00;1;5,0%n".formatted(site, day + 1));
    }
    return rows.toString();
  }

  @Test
  void differentDatasetsRunSideBySide() throws Exception {
    Workspace both = new Workspace("sides", directory);
    both.produceReferences();
    send(both, "water.csv", SAMPLES);
    both.run(
            "produce",
            "--source",
            "weapon-pages",
            Path.of("../samples/weapons").toAbsolutePath().normalize() + "/tachi.htm")
        .ok();
    try (Running water = start(both, "pipeline", "--dataset", "water");
        Running weapons = start(both, "pipeline", "--dataset", "weapons")) {
      assertThat(water.exitCode()).as(water.said()).isZero();
      assertThat(weapons.exitCode()).as(weapons.said()).isZero();
    }
    assertThat(both.hive(MEAN)).containsExactly("1992\t2\t5.5");
    assertThat(both.hive("SELECT sum(weapons) FROM weapon_stats WHERE rarity IS NULL"))
        .isEqualTo(both.sql("SELECT count(*) FROM postgresdb"));
  }

  /**
   * Both are held where they meet a table, or one where it does and the other before.
   *
   * @param reason what the loser says, as a pattern
   */
  private void oneOfTwo(Workspace water, String table, String statement, String verb, String reason)
      throws Exception {
    String[] of = verb.equals("WaterMetrics") ? new String[0] : new String[] {"--dataset", "water"};
    List<Running> two = new ArrayList<>();
    try {
      try (AutoCloseable readable = water.locked(table, "SHARE")) {
        two.add(start(water, verb, of));
        Running first = two.get(0);
        first.await("the first is held", () -> water.waitingFor(statement) == 1);
        two.add(start(water, verb, of));
        Running second = two.get(1);
        second.await(
            "the second has met it",
            () -> says(second, reason) || water.waitingFor(statement) == 2);
      }
      List<Integer> codes = new ArrayList<>();
      for (Running each : two) {
        int code = each.exitCode();
        codes.add(code);
        assertThat(says(each, reason)).as(each.said()).isEqualTo(code == 1);
      }
      assertThat(codes).as(two.get(0).said() + two.get(1).said()).containsExactlyInAnyOrder(0, 1);
    } finally {
      two.forEach(Running::close);
    }
  }

  private static boolean says(Running run, String reason) {
    return Pattern.compile(reason).matcher(run.said()).find();
  }

  private Running start(Workspace workspace, String verb, String... more) {
    String[] arguments =
        Stream.concat(Stream.of("-Dmapreduce.framework.name=local"), Arrays.stream(more))
            .toArray(String[]::new);
    return Running.start(workspace, directory.resolve(verb + ++started + ".log"), verb, arguments);
  }

  private static void send(Workspace water, String name, String rows) throws Exception {
    Path file = directory.resolve(name);
    Files.writeString(file, HEADER + rows);
    water.send(file);
  }
}
