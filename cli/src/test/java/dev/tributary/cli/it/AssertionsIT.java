package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a dataset asserts of its values and of its tables' rows, and what becomes of the rest. */
@ExtendWith(Stack.class)
final class AssertionsIT {

  private static final String HEADER =
      "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB;WTEMP_DEG_C;SO4_UEQ_L\n";

  @TempDir private Path directory;

  @Test
  void aValueOutOfRangeGoesToQuarantineOrIsWarnedOfOnce() throws IOException {
    Workspace water = new Workspace("ranges", directory);
    String warned = "1A1-103;LTM_ALTM;07/01/1992 00:00:00;1;5,0;45,01;-6\n";
    send(
        water,
        "lost-comma.csv",
        warned
            + "1A1-103;LTM_ALTM;08/01/1992 00:00:00;1;71;50;100\n"
            + "1A1-103;LTM_ALTM;09/01/1992 00:00:00;1;11;45,0;-5\n");
    Shell.Result land = water.run("land", "--dataset", "water").ok();
    assertThat(land.err())
        .contains("warnings=2")
        .contains(
            "landed 2 rows of water in 1 batches; 0 duplicates, 1 in quarantine,"
                + " 2 warnings: see table tributary.warning");
    assertThat(water.sql("SELECT reason, detail, source FROM tributary.quarantine"))
        .containsExactly("assertion|PH_LAB 71 is not between 2 and 11|lost-comma.csv row 3");
    String warnings =
        """
        SELECT w.field, w.detail, w.source, r.wtemp_deg_c, b.warnings
        FROM tributary.warning w JOIN tributary.batch b ON b.id = w.batch_id
        JOIN water_quality r USING (topic_id, partition, msg_offset) ORDER BY w.field""";
    List<String> once =
        List.of(
            "SO4_UEQ_L|SO4_UEQ_L -6 is not between -5 and 2000|lost-comma.csv row 2|45.01|2",
            "WTEMP_DEG_C|WTEMP_DEG_C 45.01 is not between -5 and 45|lost-comma.csv row 2|45.01|2");
    assertThat(water.sql(warnings)).isEqualTo(once);

    send(water, "again.csv", warned + "\n");
    Shell.Result again = water.run("land", "--dataset", "water", "--json").ok();
    assertThat(again.out()).contains("\"duplicates\":1", "\"warnings\":0");
    assertThat(water.sql(warnings)).isEqualTo(once);
  }

  @Test
  void aTableThatLosesMostOfItsRowsIsPublishedOnlyWhenAccepted() throws Exception {
    Workspace water = new Workspace("deltas", directory);
    Hops hops = new Hops(water, "water");
    String rows =
        "SELECT (SELECT count(*) FROM water_site_year), (SELECT count(*) FROM water_data"
            + " WHERE dt = '1992-01-01' AND value.ph_lab IS NOT NULL)";
    water.produceReferences();
    // In a year, 30 sites with four measurements make 120 rows of water_site_year.
    send(water, "whole.csv", samples(1992, ";5,0;10;100") + samples(1994, ";5,0;10;100"));
    hops.pipeline();
    assertThat(water.hive(rows)).containsExactly("240\t30");
    String published =
        """
        SELECT table_name, max(version) FROM tributary.publication
        WHERE table_name IN ('water_data', 'water_site_year') GROUP BY 1 ORDER BY 1""";
    assertThat(water.sql(published)).containsExactly("water_data|1", "water_site_year|1");

    // A correction that has lost its columns leaves the depths; a year that is new makes up for
    // none of it, nor does one that stays as it is.
    send(water, "columns-lost.csv", samples(1992, ";;;") + samples(1993, ";5,0;10;100"));
    Shell.Result refused =
        water.run("pipeline", "--dataset", "water", "-Dmapreduce.framework.name=local");
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
    String reason =
        "nothing of water is published: water_site_year goes from 120 rows (version 1) to 30"
            + " (version 2) in 1 partitions, -75.0 % where 50 % are allowed; look at "
            + water.directory()
            + "/tables/water_site_year/v2; if it is right, run 'publish --dataset water --accept-delta'";
    assertThat(refused.err().lines()).contains("  publish: " + reason);
    refused = water.run("publish", "--dataset", "water", "--again");
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(1);
    assertThat(refused.said()).containsExactly("publish: " + reason);
    assertThat(water.sql(published)).containsExactly("water_data|1", "water_site_year|1");
    assertThat(water.hive(rows)).containsExactly("240\t30");

    hops.run("publish", "--dataset", "water", "--accept-delta");
    assertThat(water.sql(published)).containsExactly("water_data|2", "water_site_year|2");
    assertThat(water.hive(rows)).containsExactly("270\t0");
    // What readers see now is what the next change is measured by.
    assertThat(hops.run("publish", "--dataset", "water", "--again"))
        .contains("published water_anc_class, water_data,", "(10 partitions)");
  }

  private static String samples(int year, String measurements) {
    return IntStream.rangeClosed(10, 39)
        .mapToObj(
            site -> "S-%d;LTM_ALTM;07/01/%d 00:00:00;1%s\n".formatted(site, year, measurements))
        .collect(Collectors.joining());
  }

  private void send(Workspace water, String name, String rows) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, HEADER + rows);
    water.send(file);
  }
}
