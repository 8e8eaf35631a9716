package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** docs/recovery.md, typed: wrong batches, messages in quarantine, rows that somebody deleted. */
@ExtendWith(Stack.class)
final class RecoveryIT {

  private static final String HEADER = "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB\n";
  private static final String FIRST =
      """
      1A1-103;LTM_ALTM;07/01/1992 00:00:00;1;5,0
      1A1-103;LTM_ALTM;08/01/1992 00:00:00;1;6,0
      1A1-103;LTM_ALTM;07/01/1993 00:00:00;1;7,0
      """;

  @TempDir private Path directory;

  @Test
  void whatRecoveryTellsToTypeRecovers() throws Exception {
    Workspace water = new Workspace("recovered", directory);
    Hops hops = new Hops(water, "water");
    water.produceReferences();
    send(hops, "first.csv", FIRST);
    hops.pipeline();
    assertThat(means(hops)).containsExactly("1992 5.5", "1993 7.0");

    // A correction of one sample, a repetition of another, and a new year: all from a bad source.
    send(
        hops,
        "wrong.csv",
        FIRST.replace("5,0", "5,8") + "1A1-103;LTM_ALTM;07/01/1994 00:00:00;1;8,0\n");
    hops.pipeline();
    assertThat(means(hops)).containsExactly("1992 5.9", "1993 7.0", "1994 8.0");
    assertThat(water.run("batches", "list", "--dataset", "water").ok().out()).contains("committed");
    String wrong =
        water
            .sql("SELECT id FROM tributary.batch WHERE feed = 'water' ORDER BY id DESC LIMIT 1")
            .get(0);
    assertThat(water.run("batches", "show", wrong).ok().out()).contains("committed", "water");
    assertThat(water.run("batches", "reject", wrong).exitCode())
        .as("a reason is asked for")
        .isEqualTo(2);
    water.run("batches", "reject", wrong, "--reason", "not calibrated").ok();
    hops.auditIsClean();
    hops.pipeline();
    assertThat(means(hops)).containsExactly("1992 5.5", "1993 7.0");
    assertThat(warehouse(water)).containsExactly("1992|5.5", "1993|7");
    hops.auditIsClean();
    assertThat(water.run("batches", "show", wrong).ok().out())
        .contains("rejected", "not calibrated");

    water.run("batches", "replay", wrong).ok();
    hops.pipeline();
    assertThat(means(hops)).containsExactly("1992 5.9", "1993 7.0", "1994 8.0");
    assertThat(warehouse(water)).containsExactly("1992|5.9", "1993|7", "1994|8");
    hops.auditIsClean();

    // A row that somebody deleted.
    water.execute(
        water.database(), "DELETE FROM water_quality WHERE date_smp = '1994-07-01 00:00'");
    assertThat(hops.audit().exitCode()).isEqualTo(3);
    String of =
        water
            .sql("SELECT max(id) FROM tributary.batch WHERE feed = 'water' AND state = 'committed'")
            .get(0);
    water.run("batches", "reject", of, "--reason", "a row is gone").ok();
    water.run("replay", "--dataset", "water", "--batch", of).ok();
    hops.pipeline();
    assertThat(means(hops)).containsExactly("1992 5.9", "1993 7.0", "1994 8.0");
    hops.auditIsClean();

    theQuarantineIsReplayed(water, hops);
  }

  private void theQuarantineIsReplayed(Workspace water, Hops hops) throws Exception {
    send(
        hops,
        "acid.csv",
        """
        1A1-103;LTM_ALTM;07/01/1995 00:00:00;1;1,5
        1A1-103;LTM_ALTM;08/01/1995 00:00:00;1;0,5
        """);
    hops.run("land", "--dataset", "water");
    assertThat(water.run("quarantine", "list", "--dataset", "water").ok().out())
        .contains("assertion  2", "PH_LAB 1.5 is not between 2 and 11");
    String partition = water.sql("SELECT min(partition) FROM tributary.quarantine").get(0);
    String offset = water.sql("SELECT min(msg_offset) FROM tributary.quarantine").get(0);
    assertThat(water.run("quarantine", "show", water.topic(), partition, offset).ok().out())
        .contains("acid.csv row 2", "PH_LAB", "1.5");
    Path declaration = directory.resolve("catalog-recovered/water.yaml");
    String yaml = Files.readString(declaration);
    assertThat(yaml).contains("{field: PH_LAB, between: [2, 11]");
    Files.writeString(
        declaration, yaml.replace("PH_LAB, between: [2, 11]", "PH_LAB, between: [1, 11]"));
    assertThat(
            water.run("quarantine", "replay", "--dataset", "water", "--reason", "assertion").err())
        .contains("1");
    assertThat(water.sql("SELECT state, attempts FROM tributary.quarantine ORDER BY msg_offset"))
        .containsExactly("replayed|2", "open|2");
    assertThat(water.run("quarantine", "discard", "--dataset", "water", "--all").exitCode())
        .as("a reason is asked for")
        .isEqualTo(2);
    water.run("quarantine", "discard", "--dataset", "water", "--all", "--because", "no lake").ok();
    new Hops(water, "water").pipeline();
    assertThat(means(hops)).contains("1995 1.5");
    hops.auditIsClean();
  }

  private void send(Hops hops, String name, String samples) throws Exception {
    Path file = Files.writeString(directory.resolve(name), HEADER + samples);
    hops.run("produce", "--source", "workbook", "--dataset", "water", file.toString());
  }

  private static List<String> means(Hops hops) throws Exception {
    return hops.hive("SELECT year, mean FROM water_site_year WHERE parameter = 'PH_LAB'").stream()
        .map(row -> row[0] + " " + row[1])
        .sorted()
        .toList();
  }

  private static List<String> warehouse(Workspace water) {
    return water.sql(
        "SELECT year, mean FROM water_dw.water_site_year WHERE parameter = 'PH_LAB' ORDER BY year");
  }
}
