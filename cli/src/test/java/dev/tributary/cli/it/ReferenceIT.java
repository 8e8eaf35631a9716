package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** New files of what samples refer to. */
@ExtendWith(Stack.class)
final class ReferenceIT {

  private static final String SITES =
      """
      SITE_ID;PROGRAM_ID;STATE;LATDD
      1A1-103;LTM_ALTM;New York;43,5
      VT33;VTSSS;Virginia;38,1
      """;
  private static final String METHODS =
      """
      PROGRAM_ID;PARAMETER;START_YEAR;END_YEAR;METHOD
      LTM_ALTM;ANC;1979;1992;Gran
      LTM_ALTM;ANC;1992;;Autotitration
      LTM_ALTM;AL_TD;1979;;ICP
      """;
  private static final String SAMPLES =
      """
      SITE_ID;PROGRAM_ID;DATE_SMP;ANC_UEQ_L
      1A1-103;LTM_ALTM;07/01/1991 00:00:00;10
      1A1-103;LTM_ALTM;07/01/1992 00:00:00;20,5
      1A1-103;LTM_ALTM;07/01/1993 00:00:00;30
      """;
  private static final String SUMMARY =
      "SELECT method, start_year, end_year, n, mean FROM water_method_summary"
          + " ORDER BY start_year, end_year";

  @TempDir private Path directory;

  @Test
  void aNewFileIsANewVersionAndRebuildsWhatDependsOnItAndNothingElse() throws Exception {
    Workspace water = new Workspace("referred", directory);
    Hops hops = new Hops(water, "water");
    send(water, "sites.csv", SITES, "--reference", "sites");
    send(water, "methods.csv", METHODS, "--reference", "methods");
    send(water, "samples.csv", SAMPLES);
    assertThat(hops.pipeline()).contains("(methods of AL_TD have no column in the samples)");
    assertThat(water.hive(SUMMARY))
        .containsExactly("Gran\t1979\t1992\t2\t15.25", "Autotitration\t1992\tNULL\t2\t25.25");

    // A method that was in use has ended: the row with an open end is no longer in the file.
    send(
        water,
        "methods2.csv",
        METHODS.replace("1992;;Auto", "1992;1992;Auto"),
        "--reference",
        "methods");
    assertThat(hops.pipeline())
        .contains("built water_method_summary version 2: 2 rows")
        .doesNotContain("water_site_year version", "water_site_trend version")
        .doesNotContain("water_program_parameter version");
    assertThat(water.hive(SUMMARY))
        .containsExactly("Gran\t1979\t1992\t2\t15.25", "Autotitration\t1992\t1992\t1\t20.5");
    assertThat(water.sql("SELECT count(*) FROM water_methods_current")).containsExactly("3");
    assertThat(lines(water, "/reference/methods/water_methods_*")).isEqualTo(3);
    assertThat(lines(water, "/reference/methods/v2/*")).isEqualTo(3);

    // A site of another state: every year has it in its rows.
    send(water, "sites2.csv", SITES.replace("New York", "Vermont"), "--reference", "sites");
    assertThat(hops.pipeline())
        .contains("built water_site_year version 2: 3 rows in 3 partitions")
        .contains("water_site_trend version 2", "water_anc_class version 2")
        .doesNotContain("water_program_parameter version");
    assertThat(water.hive("SELECT state, class, year_from, year_to FROM water_anc_class"))
        .containsExactly("Vermont\televated\t1989\t1993");

    // The first file once more is another load, and brings back what it has.
    send(water, "methods.csv", METHODS, "--reference", "methods");
    assertThat(hops.pipeline()).contains("built water_method_summary version 4: 2 rows");
    assertThat(water.hive(SUMMARY))
        .containsExactly("Gran\t1979\t1992\t2\t15.25", "Autotitration\t1992\tNULL\t2\t25.25");
  }

  @Test
  void aFileThatLacksMostOfTheReferenceIsRefused() throws Exception {
    Workspace water = new Workspace("halved", directory);
    Hops hops = new Hops(water, "water");
    send(water, "sites.csv", SITES, "--reference", "sites");
    Path file = directory.resolve("few.csv");
    Files.writeString(file, SITES.lines().limit(1).findFirst().orElseThrow() + "\nX;Y;Z;1\n");
    Shell.Result refused = water.produce(file, "--reference", "sites");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.said())
        .containsExactly(
            "produce: file 'few.csv' lacks 2 of the 2 records of water.sites that halved-water-sites holds; a reference is sent whole: nothing was sent, pass --accept-removals if they are to go");
    water.produce(file, "--reference", "sites", "--accept-removals").ok();
    assertThat(water.produce(file, "--reference", "sites").ok().err()).contains("nothing to send");
    // What was refused at landing, and what has no key, can be removed like anything else.
    Files.writeString(file, SITES + "X;Y;Z;4410\n");
    water.send(file, "--reference", "sites");
    hops.run("land", "--dataset", "water", "--create-topics");
    assertThat(water.sql("SELECT site_id FROM water_sites_current ORDER BY 1"))
        .containsExactly("1A1-103", "VT33", "X");
    assertThat(water.sql("SELECT detail FROM tributary.quarantine"))
        .containsExactly("LATDD 4410 is not between -90 and 90");
    assertThat(water.produce(directory.resolve("sites.csv"), "--reference", "sites").ok().err())
        .contains("sent 2 records of sites.csv", "removed 1 that it no longer has");
    hops.run("land", "--dataset", "water");
    assertThat(water.sql("SELECT site_id FROM water_sites_current ORDER BY 1"))
        .containsExactly("1A1-103", "VT33");
    assertThat(water.sql("SELECT count(*) FROM tributary.quarantine")).containsExactly("1");
  }

  private static long lines(Workspace water, String path) {
    return Shell.run("hdfs", "dfs", "-cat", water.directory() + path).ok().out().lines().count();
  }

  private void send(Workspace water, String name, String rows, String... more) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, rows);
    water.send(file, more);
  }
}
