package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hops whose systems go away and come back: they wait, say so, and go on where they were. */
@ExtendWith(Stack.class)
final class OutageIT {

  private static final String HEADER = "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB\n";
  private static final String SAMPLES =
      "1A1-103;LTM_ALTM;07/01/1992 00:00:00;1;5,0\n1A1-103;LTM_ALTM;08/01/1993 00:00:00;1;6,0\n";

  @TempDir private static Path directory;

  /** Also for the tests that follow a failure. */
  @AfterEach
  void everythingIsUp() {
    Stack.sandbox().up();
    Shell.run("hdfs", "dfsadmin", "-safemode", "leave");
  }

  @Test
  void whatIsSentAndLandedThroughOutagesIsThereOnce() throws Exception {
    Workspace water = new Workspace("outages", directory);
    String file = Workspace.SAMPLES.resolve("LTM_Data_2022_8_1.csv.gz").toString();
    String patience = "-Dtributary.kafka.timeout.ms=3000";
    try (Running produce =
        Running.start(
            water,
            directory.resolve("produce.log"),
            "produce",
            patience,
            "--source",
            "workbook",
            "--dataset",
            "water",
            "--batch",
            "4000",
            "--pause",
            "500ms",
            file)) {
      produce.awaitLine("sent run=");
      Stack.sandbox().kill(Service.KAFKA);
      produce.awaitLine("waiting run=\\S+ seconds=0: Kafka .*");
      Stack.sandbox().start(Service.KAFKA);
      assertThat(produce.exitCode()).as(produce.said()).isZero();
      assertThat(produce.said()).contains("going on run=", "produce: sent 38,200 records of");
    }

    new Hops(water, "water").run("land", "--dataset", "water", "--max-records", "200");
    try (AutoCloseable readable = water.locked("water_quality", "SHARE");
        Running land =
            Running.start(
                water,
                directory.resolve("land.log"),
                "land",
                patience,
                "-Dtributary.land.batch.rows=9500",
                "--dataset",
                "water",
                "--follow")) {
      land.await("it copies", () -> water.waitingFor("COPY water_quality%") == 1);
      Stack.sandbox().kill(Service.POSTGRESQL);
      land.awaitLine("waiting run=\\S+ seconds=0: PostgreSQL.*");
      Stack.sandbox().start(Service.POSTGRESQL);
      land.await(
          "all is in",
          () -> water.sql("SELECT count(*) FROM water_quality").get(0).equals("38200"));

      Stack.sandbox().kill(Service.KAFKA);
      land.awaitLine("waiting run=\\S+ seconds=0: Kafka.*");
      Stack.sandbox().start(Service.KAFKA);
      land.await(
          "it follows again",
          () -> land.said().lines().filter(line -> line.contains("following run=")).count() >= 3);
      land.ask();
      assertThat(land.exitCode()).as(land.said()).isZero();
      assertThat(land.said())
          .contains("land: ended as asked; landed 38,000 rows of water")
          .contains("; 0 duplicates, 0 in quarantine");
    }
    assertThat(
            water.sql(
                """
                SELECT count(*), count(DISTINCT identity), count(DISTINCT (partition, msg_offset)),
                  (SELECT sum(rows) FROM tributary.batch) FROM water_quality"""))
        .containsExactly("38200|38200|38200|38200");
    assertThat(
            water.sql(
                """
                SELECT partition, max(until_offset) FROM tributary.batch_range GROUP BY partition
                EXCEPT SELECT partition, next_offset FROM tributary.next_offset"""))
        .isEmpty();
    // The run that outlived two connections has told the ledger its end.
    assertThat(
            water.sql("SELECT verb, exit_code FROM tributary.run ORDER BY started_at DESC LIMIT 1"))
        .containsExactly("land|0");
  }

  @Test
  void safeModeAndAHiveThatIsAwayAreWaitedFor() throws Exception {
    Workspace water = new Workspace("safemode", directory);
    Path file = directory.resolve("samples.csv");
    Files.writeString(file, HEADER + SAMPLES);
    water.send(file);
    new Hops(water, "water").run("land", "--dataset", "water");

    Shell.run("hdfs", "dfsadmin", "-safemode", "enter").ok();
    Shell.Result tooLong = water.run("export", "--dataset", "water", "-Dtributary.retry.limit=1s");
    assertThat(tooLong.exitCode()).isEqualTo(1);
    assertThat(tooLong.said())
        .singleElement()
        .asString()
        .matches(
            "export: no progress for \\d+ s \\(.*safe mode.*\\); run it again, it goes on where it was");
    try (Running export =
        Running.start(water, directory.resolve("export.log"), "export", "--dataset", "water")) {
      export.awaitLine("waiting run=\\S+ seconds=0: .*safe mode.*");
      Shell.run("hdfs", "dfsadmin", "-safemode", "leave").ok();
      assertThat(export.exitCode()).as(export.said()).isZero();
      assertThat(export.said()).contains("exported 2 rows of water to 2 files");
    }

    Stack.sandbox().kill(Service.METASTORE);
    try (Running publish =
        Running.start(water, directory.resolve("publish.log"), "publish", "--dataset", "water")) {
      publish.awaitLine("waiting run=\\S+ seconds=0: the Hive metastore does not answer at .*");
      Stack.sandbox().start(Service.METASTORE);
      assertThat(publish.exitCode()).as(publish.said()).isZero();
      assertThat(publish.said()).contains("published water_data (2 partitions)");
    }
    assertThat(water.hive("SELECT count(*) FROM water_data")).containsExactly("2");

    water.hive("DROP TABLE water_data");
    Stack.sandbox().kill(Service.HIVESERVER2);
    try (Running publish =
        Running.start(
            water,
            directory.resolve("again.log"),
            "publish",
            "--dataset",
            "water",
            "--again",
            "--via",
            "jdbc")) {
      publish.awaitLine("waiting run=\\S+ seconds=0: HiveServer2 does not answer at .*");
      Stack.sandbox().start(Service.HIVESERVER2);
      assertThat(publish.exitCode()).as(publish.said()).isZero();
    }
    assertThat(water.hive("SELECT count(*) FROM water_data")).containsExactly("2");
  }

  @Test
  void aResourceManagerThatIsAwayIsWaitedFor() throws Exception {
    Workspace weapons = new Workspace("managerless", directory);
    Hops hops = new Hops(weapons, "weapons");
    hops.run("produce", "--source", "weapon-pages", "../samples/weapons/tachi.htm");
    hops.run("land", "--dataset", "weapons");
    hops.run("export", "--dataset", "weapons");
    Stack.sandbox().kill(Service.RESOURCEMANAGER);
    try (Running job =
        Running.start(
            weapons,
            directory.resolve("job.log"),
            "WeaponStats",
            "-Dyarn.resourcemanager.connect.max-wait.ms=1000",
            "-Dipc.client.connect.max.retries=1")) {
      job.awaitLine("waiting run=\\S+ seconds=\\d+: Hadoop does not answer at .*");
      Stack.sandbox().start(Service.RESOURCEMANAGER);
      assertThat(job.exitCode()).as(job.said()).isZero();
      assertThat(job.said()).contains("built weapon_stats version ");
    }
    hops.pipeline();
    hops.auditIsClean();
  }
}
