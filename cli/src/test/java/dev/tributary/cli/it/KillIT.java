package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each hop killed in mid-run, again and again, and then run to its end. */
@ExtendWith(Stack.class)
final class KillIT {

  private static final int KILLS = 2;

  @TempDir private static Path directory;

  private final Random random = new Random(7);

  @Test
  void killedHopsLoseNothingAndDoubleNothing() throws Exception {
    Workspace water = new Workspace("killed", directory);
    String file = Workspace.SAMPLES.resolve("LTM_Data_2022_8_1.csv.gz").toString();
    String[] produce = {"--source", "workbook", "--dataset", "water", "--batch", "400", file};
    killInMidRun(water, "produce", produce, "sent run=");
    assertThat(water.run("produce", produce).ok().err()).contains(" were there");

    String[] land = {"--dataset", "water", "-Dtributary.land.batch.rows=300"};
    killInMidRun(water, "land", land, "landed run=");
    water.run("land", land).ok();
    assertThat(
            water.sql(
                """
                SELECT count(*), count(DISTINCT identity), count(DISTINCT (partition, msg_offset)),
                  (SELECT count(*) FROM tributary.duplicate),
                  (SELECT count(*) FROM tributary.quarantine) FROM water_quality"""))
        .containsExactly("38200|38200|38200|0|0");
    // The ranges of the batches stand end to end in each partition, up to the next offset.
    assertThat(
            water.sql(
                """
                SELECT count(*) FROM (
                  SELECT from_offset, lag(until_offset, 1, 0::bigint)
                    OVER (PARTITION BY topic_id, partition ORDER BY from_offset) AS before
                  FROM tributary.batch_range) r WHERE from_offset <> before"""))
        .containsExactly("0");
    assertThat(
            water.sql(
                """
                SELECT partition, max(until_offset) FROM tributary.batch_range GROUP BY partition
                EXCEPT SELECT partition, next_offset FROM tributary.next_offset"""))
        .isEmpty();

    String[] export = {"--dataset", "water"};
    killInMidRun(water, "export", export, "exporting run=");
    assertThat(water.sql("SELECT state FROM tributary.export")).containsExactly("planned");
    water.run("export", export).ok();
    filesAreThoseOfTheLedger(water);
  }

  /** Kills it a random time after it has said a few times that it is at it. */
  private void killInMidRun(Workspace water, String verb, String[] arguments, String sign)
      throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = water.start(verb, arguments);
      try (BufferedReader err =
          new BufferedReader(
              new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
        int signs = sign.startsWith("exporting") ? 1 : 1 + random.nextInt(8);
        while (signs > 0) {
          String line = err.readLine();
          assertThat(line).as("%s ended before it could be killed", verb).isNotNull();
          signs -= line.contains(sign) ? 1 : 0;
        }
        process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
      }
      assertThat(process.exitValue()).as("%s was killed", verb).isEqualTo(128 + 9);
    }
  }

  private static void filesAreThoseOfTheLedger(Workspace water) throws Exception {
    Set<String> recorded =
        new TreeSet<>(
            water.sql("SELECT path || ' ' || length || ' ' || sha256 FROM tributary.file"));
    assertThat(recorded).hasSize(41);
    Set<String> present = new TreeSet<>();
    Configuration conf = new Configuration();
    conf.addResource(
        new org.apache.hadoop.fs.Path(
            "file://" + Stack.environment().get("HADOOP_CONF_DIR") + "/core-site.xml"));
    try (FileSystem files = FileSystem.newInstance(conf)) {
      RemoteIterator<LocatedFileStatus> all =
          files.listFiles(new org.apache.hadoop.fs.Path(water.directory()), true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        String path = file.getPath().toUri().getPath();
        present.add(path + " " + file.getLen() + " " + sha256(files, file.getPath()));
      }
    }
    assertThat(present).isEqualTo(recorded);
    assertThat(
            water.sql(
                """
                SELECT sum(upper(r) - lower(r)), (SELECT count(*) FROM water_quality)
                FROM tributary.file_offsets, unnest(offsets) r"""))
        .containsExactly("38200|38200");
  }

  private static String sha256(FileSystem files, org.apache.hadoop.fs.Path path)
      throws IOException {
    try (FSDataInputStream in = files.open(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(in.readAllBytes()));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
