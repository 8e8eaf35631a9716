package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A machine of the cluster that is lost while a job of several tasks runs on it. */
@ExtendWith(Stack.class)
final class NodeLossIT {

  private static final String INPUT = "/input/nodeloss";

  /** With Hadoop's own patience it was 248 s, on an idle machine. */
  private static final Duration MOST = Duration.ofMinutes(2);

  @TempDir private static Path directory;

  @Test
  void theJobEndsInSecondsAndWithTheSameBytes() throws Exception {
    Workspace water = new Workspace("nodeloss", directory);
    try (FileSystem files = files()) {
      put(water, files);
      run(water, "local", "-Dmapreduce.framework.name=local");
      long lost;
      try (Running job =
          Running.start(
              water,
              directory.resolve("job.log"),
              "WaterMetrics",
              arguments("lost", "-Dmapreduce.job.ubertask.enable=false"))) {
        job.awaitLine(" map [1-9]\\d*% reduce \\d+%");
        lost = System.nanoTime();
        Stack.sandbox().kill(Service.NODEMANAGER2);
        Stack.sandbox().kill(Service.DATANODE2);
        assertThat(job.exitCode()).as(job.said()).isZero();
        Duration took = Duration.ofNanos(System.nanoTime() - lost);
        System.out.printf("NodeLossIT: the job ended %d s after the loss%n", took.toSeconds());
        assertThat(took).as(job.said()).isLessThan(MOST);
      } finally {
        Stack.sandbox().up();
      }
      assertThat(read(files, "/output/nodeloss-lost/part-00000"))
          .isEqualTo(read(files, "/output/nodeloss-local/part-00000"));
    }
  }

  private static void put(Workspace water, FileSystem files) throws Exception {
    Path samples = Workspace.SAMPLES.resolve("LTM_Data_2022_8_1.csv.gz");
    List<String> lines = messages(water, samples);
    int tasks = 4;
    for (int part = 0; part < tasks; part++) {
      List<String> some = new ArrayList<>();
      for (int i = part; i < lines.size(); i += tasks) {
        some.add(lines.get(i));
      }
      copy(files, some, INPUT + "/samples/part" + part + ".json");
    }
    Path sites = Workspace.SAMPLES.resolve("Site_Information_2022_8_1.xlsx");
    copy(files, messages(water, sites, "--reference", "sites"), INPUT + "/sites.json");
  }

  private static List<String> messages(Workspace water, Path file, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--source", "workbook", "--dataset", "water", "--dry-run"));
    arguments.addAll(List.of(more));
    arguments.add(file.toString());
    return water.run("produce", arguments.toArray(new String[0])).ok().out().lines().toList();
  }

  private static void copy(FileSystem files, List<String> lines, String to) throws Exception {
    Path local = Files.write(directory.resolve("copied.json"), lines);
    files.copyFromLocalFile(
        new org.apache.hadoop.fs.Path(local.toString()), new org.apache.hadoop.fs.Path(to));
  }

  private static void run(Workspace water, String name, String definition) {
    water.run("WaterMetrics", arguments(name, definition)).ok();
  }

  private static String[] arguments(String name, String definition) {
    return new String[] {
      definition,
      // The job jar too is on both DataNodes: a cluster has ten copies of it, the sandbox one.
      "-Dmapreduce.client.submit.file.replication=2",
      "--sites",
      INPUT + "/sites.json",
      INPUT + "/samples",
      "/output/nodeloss-" + name
    };
  }

  private static byte[] read(FileSystem files, String path) throws Exception {
    try (FSDataInputStream in = files.open(new org.apache.hadoop.fs.Path(path))) {
      return in.readAllBytes();
    }
  }

  private static FileSystem files() throws Exception {
    Configuration conf = new Configuration();
    for (String file : List.of("/core-site.xml", "/hdfs-site.xml")) {
      conf.addResource(
          new org.apache.hadoop.fs.Path(
              "file://" + Stack.environment().get("HADOOP_CONF_DIR") + file));
    }
    return FileSystem.newInstance(conf);
  }
}
