package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Corrections, bad messages, and the two ways to Hive, on a few samples. */
@ExtendWith(Stack.class)
final class RevisionIT {

  private static final String HEADER =
      "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB;SO4_UEQ_L\n";
  private static final String SAMPLES =
      """
      1A1-103;LTM_ALTM;07/01/1992 00:00:00;1;5,0;100
      1A1-103;LTM_ALTM;08/01/1992 00:00:00;1;6,0;
      1A1-103;LTM_ALTM;07/01/1993 00:00:00;1;7,0;90
      """;
  private static final String QUERY =
      "SELECT year, parameter, n, mean FROM water_site_year"
          + " WHERE parameter <> 'SAMPLE_DEPTH' ORDER BY year, parameter";

  @TempDir private Path directory;

  @Test
  void aCorrectionRewritesItsPartitionAndNoOther() throws Exception {
    Workspace water = new Workspace("revised", directory);
    Hops hops = new Hops(water, "water");
    water.produceReferences();
    send(water, "first.csv", SAMPLES);
    hops.pipeline("parquet", "thrift");
    assertThat(water.hive(QUERY))
        .containsExactly(
            "1992\tPH_LAB\t2\t5.5", "1992\tSO4_UEQ_L\t1\t100.0",
            "1993\tPH_LAB\t1\t7.0", "1993\tSO4_UEQ_L\t1\t90.0");

    send(water, "corrected.csv", SAMPLES.replace("5,0;100", "5,2;100"));
    assertThat(hops.pipeline())
        .contains("landed 1 rows of water in 1 batches; 2 duplicates")
        .contains("exported 2 rows of water to 1 files")
        .contains("version 2: 3 rows in 1 partitions of 2 samples");
    assertThat(water.hive(QUERY))
        .containsExactly(
            "1992\tPH_LAB\t2\t5.6", "1992\tSO4_UEQ_L\t1\t100.0",
            "1993\tPH_LAB\t1\t7.0", "1993\tSO4_UEQ_L\t1\t90.0");
    assertThat(water.hive("SELECT dt, count(*) FROM water_data GROUP BY dt"))
        .containsExactly("1992-01-01\t2", "1993-01-01\t1");
    assertThat(
            water.sql(
                """
                SELECT dt, version, directory FROM tributary.partition
                WHERE feed = 'water' ORDER BY dt"""))
        .containsExactly(
            "1992-01-01|2|/user/hdfs/revised/v2/dt=1992-01-01",
            "1993-01-01|1|/user/hdfs/revised/dt=1993-01-01");
    assertThat(water.sql("SELECT max(revision), count(*) FROM water_quality"))
        .containsExactly("2|4");
    assertThat(water.sql("SELECT count(*) FROM water_quality_current")).containsExactly("3");

    assertThat(
            water.sql(
                """
                SELECT dt FROM tributary.table_partition
                WHERE table_name = 'water_site_year' AND version = 2"""))
        .containsExactly("1992-01-01");
    theVersionBeforeIsStillWhole(water, hops);

    // And a correction of the correction, with a late sample beside it.
    send(
        water,
        "again.csv",
        SAMPLES.replace("5,0;100", "5,4;100") + "1A1-103;LTM_ALTM;09/01/1992 00:00:00;1;6,0;\n");
    assertThat(hops.pipeline()).contains("exported 3 rows of water to 1 files");
    assertThat(water.hive(QUERY)).startsWith("1992\tPH_LAB\t3\t5.8", "1992\tSO4_UEQ_L\t1\t100.0");
  }

  /** Pointed at by hand, it shows the old figures; published again, the new ones. */
  private static void theVersionBeforeIsStillWhole(Workspace water, Hops hops) throws Exception {
    String files = Shell.run("hdfs", "getconf", "-confKey", "fs.defaultFS").ok().out().strip();
    String before = water.directory() + "/tables/water_site_year/v1/dt=1992-01-01";
    String partition = "ALTER TABLE water_site_year PARTITION (dt = '1992-01-01') SET ";
    water.hive(
        partition + "FILEFORMAT PARQUET; " + partition + "LOCATION '" + files + before + "'");
    assertThat(water.hive(QUERY)).startsWith("1992\tPH_LAB\t2\t5.5", "1992\tSO4_UEQ_L\t1\t100.0");
    assertThat(Shell.run("hdfs", "dfs", "-cat", water.directory() + "/dt=1992-01-01/*").ok().out())
        .contains("\"PH_LAB\": 5,");
    hops.run("publish", "--dataset", "water", "--again");
    assertThat(water.hive(QUERY)).startsWith("1992\tPH_LAB\t2\t5.6");
  }

  @Test
  void badMessagesGoToQuarantineWithTheirBytesAndTheRestLands() throws Exception {
    Workspace water = new Workspace("dirty", directory);
    send(water, "dirty.csv", SAMPLES + "1A1-103;LTM_ALTM;10/01/1993 00:00:00;1;about 5;90\n");
    assertThat(new Hops(water, "water").run("land", "--dataset", "water"))
        .contains(" 1 in quarantine");
    assertThat(water.sql("SELECT count(*) FROM water_quality")).containsExactly("3");
    assertThat(
            water.sql(
                """
                SELECT reason, source, detail,
                  convert_from(message, 'UTF8')::jsonb ->> 'PH_LAB' FROM tributary.quarantine"""))
        .containsExactly(
            "schema|dirty.csv row 5|PH_LAB 'about 5': string found, [number, null] expected|about 5");
  }

  @Test
  void hiveServerAloneIsEnoughToPublish() throws Exception {
    Workspace water = new Workspace("viajdbc", directory);
    Hops hops = new Hops(water, "water");
    water.produceReferences();
    send(water, "first.csv", SAMPLES);
    hops.pipeline("text", "jdbc");
    assertThat(water.hive(QUERY)).hasSize(4).startsWith("1992\tPH_LAB\t2\t5.5");
    assertThat(water.hive("SELECT count(*) FROM water_data")).containsExactly("3");

    // Partitions of two formats side by side, under a table of the newer one.
    send(water, "late.csv", SAMPLES + "1A1-103;LTM_ALTM;07/01/1994 00:00:00;1;7,5;80\n");
    hops.pipeline("parquet", "jdbc");
    assertThat(water.hive(QUERY))
        .containsExactly(
            "1992\tPH_LAB\t2\t5.5", "1992\tSO4_UEQ_L\t1\t100.0",
            "1993\tPH_LAB\t1\t7.0", "1993\tSO4_UEQ_L\t1\t90.0",
            "1994\tPH_LAB\t1\t7.5", "1994\tSO4_UEQ_L\t1\t80.0");

    // Hive's other reader of Parquet, that of queries without a job.
    assertThat(water.hive("SELECT mean FROM water_site_year WHERE dt = '1994-01-01' LIMIT 9"))
        .containsExactlyInAnyOrder("1.0", "7.5", "80.0");

    water.hive("DROP TABLE water_site_year");
    assertThat(hops.run("publish", "--dataset", "water")).contains("nothing to publish");
    hops.run("publish", "--dataset", "water", "--again");
    assertThat(water.hive(QUERY)).hasSize(6).startsWith("1992\tPH_LAB\t2\t5.5");
  }

  @Test
  void faultsAreOneLineEachAndEndWith1() throws IOException {
    Workspace water = new Workspace("faulty", directory);
    String now = "-Dtributary.retry.limit=0";
    assertFault(
        water.run("land", "--dataset", "water"),
        "land: topic 'faulty-water-quality' does not exist on 127.0.0.1:");
    send(water, "first.csv", SAMPLES);
    water.run("land", "--dataset", "water").ok();
    assertFault(
        water.run("export", "--dataset", "water", now, "-Dfs.defaultFS=hdfs://127.0.0.1:1"),
        "export: Hadoop does not answer at");
    assertFault(
        water.run("export", "--dataset", "water", "-Dfs.defaultFS=file:///"),
        "export: fs.defaultFS is file:///, this machine's own files");
    // What a killed attempt at this export, with smaller files, would have left: it must not stay.
    String partition = water.directory() + "/dt=1992-01-01";
    Shell.run("hdfs", "dfs", "-mkdir", "-p", partition).ok();
    String stray = directory.resolve("first.csv").toString();
    Shell.run("hdfs", "dfs", "-put", stray, partition + "/water_00000001_007.json").ok();
    water.run("export", "--dataset", "water").ok();
    assertThat(Shell.run("hdfs", "dfs", "-ls", "-C", partition).ok().out().lines())
        .containsExactly(partition + "/water_00000001_000.json");
    assertFault(water.run("WaterMetrics"), "WaterMetrics: no sites have been exported; send them");
    assertFault(
        water.run(
            "publish",
            "--dataset",
            "water",
            now,
            "-Dtributary.hive.metastore.uris=thrift://127.0.0.1:1"),
        "publish: the Hive metastore does not answer at thrift://127.0.0.1:1");
    assertFault(
        water.run(
            "publish",
            "--dataset",
            "water",
            "--via",
            "jdbc",
            now,
            "-Dtributary.hive.jdbc.url=jdbc:hive2://127.0.0.1:1/default"),
        "publish: HiveServer2 does not answer at");
    // The next run repairs what a fault has left.
    water.run("publish", "--dataset", "water").ok();
    assertThat(water.hive("SELECT count(*) FROM water_data")).containsExactly("3");
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
