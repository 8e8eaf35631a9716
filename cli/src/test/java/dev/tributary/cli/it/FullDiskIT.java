package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hops that find no room: they stop in order, and the next run ends what they began. */
@ExtendWith(Stack.class)
final class FullDiskIT {

  private static final String HEADER = "SITE_ID;PROGRAM_ID;DATE_SMP;SAMPLE_DEPTH;PH_LAB\n";
  private static final String SAMPLES =
      "1A1-103;LTM_ALTM;07/01/1992 00:00:00;1;5,0\n1A1-103;LTM_ALTM;08/01/1993 00:00:00;1;6,0\n";

  @TempDir private static Path directory;

  @Test
  void aQuotaInHdfsStopsExportAndJobInOrder() throws Exception {
    Workspace water = new Workspace("quota", directory);
    water.produceReferences();
    Path file = directory.resolve("samples.csv");
    Files.writeString(file, HEADER + SAMPLES);
    water.send(file);
    water.run("land", "--dataset", "water").ok();
    org.apache.hadoop.fs.Path data = new org.apache.hadoop.fs.Path(water.directory());
    try (DistributedFileSystem files = files()) {
      files.mkdirs(data);
      limit(files, data, 1 << 20);
      stopsForTheQuota(water.run("export", "--dataset", "water"), "export");
      assertThat(filesBelow(files, data)).isEmpty();
      limit(files, data, HdfsConstants.QUOTA_RESET);
      assertThat(water.run("export", "--dataset", "water").ok().err())
          .contains("rows of water to ");
      List<String> exported = filesBelow(files, data);
      assertThat(exported)
          .containsExactlyInAnyOrderElementsOf(
              water.sql("SELECT path FROM tributary.file ORDER BY path"));

      limit(files, data, 1 << 20);
      stopsForTheQuota(water.run("WaterMetrics"), "WaterMetrics");
      assertThat(water.sql("SELECT FROM tributary.table_version WHERE state = 'built'")).isEmpty();
      assertThat(filesBelow(files, data)).isEqualTo(exported);
      limit(files, data, HdfsConstants.QUOTA_RESET);
      water.run("WaterMetrics").ok();
      assertThat(
              water.sql(
                  "SELECT rows FROM tributary.table_version"
                      + " WHERE table_name = 'water_site_year' AND state = 'built'"))
          .hasSize(1);
    }
  }

  private static void stopsForTheQuota(Shell.Result result, String verb) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    // Hadoop's client of jobs may have said before that one has failed.
    assertThat(result.said())
        .last()
        .asString()
        .startsWith(verb + ": ")
        .contains("The DiskSpace quota of ", " is exceeded", "hdfs dfsadmin -setSpaceQuota")
        .endsWith("run it again: it goes on where it was");
  }

  private static void limit(DistributedFileSystem files, org.apache.hadoop.fs.Path path, long bytes)
      throws Exception {
    files.setQuota(path, HdfsConstants.QUOTA_DONT_SET, bytes);
  }

  private static List<String> filesBelow(FileSystem files, org.apache.hadoop.fs.Path path)
      throws Exception {
    List<String> found = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(path, true);
    while (all.hasNext()) {
      found.add(all.next().getPath().toUri().getPath());
    }
    found.sort(null);
    return found;
  }

  private static DistributedFileSystem files() throws Exception {
    Configuration conf = new Configuration();
    conf.addResource(
        new org.apache.hadoop.fs.Path(
            "file://" + Stack.environment().get("HADOOP_CONF_DIR") + "/core-site.xml"));
    return (DistributedFileSystem) FileSystem.newInstance(conf);
  }

  /** The tables alone lie on the small disk: a server whose journal has no room ends itself. */
  @Test
  void aFullDiskOfPostgreSqlStopsTheLandingInOrder() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeThat(succeeds("mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs", "" + disk))
        .as("this user may not mount: a full disk of PostgreSQL is not tried")
        .isTrue();
    Workspace water = new Workspace("fulldisk", directory);
    try {
      administer("CREATE TABLESPACE fulldisk LOCATION '" + disk + "'");
      administer("ALTER DATABASE fulldisk SET TABLESPACE fulldisk");
      water.send(Workspace.SAMPLES.resolve("LTM_Data_2022_8_1.csv.gz"));
      String[] land = {
        "--dataset", "water", "-Dtributary.land.batch.rows=2000", "-Dtributary.retry.limit=1s"
      };
      Shell.Result full = water.run("land", land);
      assertThat(full.exitCode()).as(full.err()).isEqualTo(1);
      assertThat(full.said())
          .singleElement()
          .asString()
          .startsWith("land: no progress for ")
          .contains("No space left on device")
          .endsWith("run it again, it goes on where it was");
      assertThat(succeeds("mount", "-o", "remount,size=512m", "" + disk)).isTrue();
      water.run("land", land).ok();
      assertThat(
              water.sql(
                  """
                  SELECT count(*), count(DISTINCT identity),
                    count(DISTINCT (partition, msg_offset)),
                    (SELECT sum(rows) FROM tributary.batch) FROM water_quality"""))
          .containsExactly("38200|38200|38200|38200");
    } finally {
      administer("DROP DATABASE IF EXISTS fulldisk WITH (FORCE)");
      administer("DROP TABLESPACE IF EXISTS fulldisk");
      succeeds("umount", "" + disk);
    }
  }

  private static boolean succeeds(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static void administer(String statement) throws Exception {
    Map<String, String> environment = Stack.environment();
    String url =
        "jdbc:postgresql://%s:%s/postgres"
            .formatted(environment.get("PGHOST"), environment.get("PGPORT"));
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement s = connection.createStatement()) {
      s.execute(statement);
    }
  }
}
