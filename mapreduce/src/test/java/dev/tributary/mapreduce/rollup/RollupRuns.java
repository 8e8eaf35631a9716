package dev.tributary.mapreduce.rollup;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.build.TableJob;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.table.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** A directory of files of records, over which rollups run on LocalJobRunner. */
final class RollupRuns {

  /** Any one: the engine asks it nothing when it runs. */
  private static final Dataset WEAPONS = Catalog.load(Optional.empty()).dataset("weapons");

  final Configuration conf = new Configuration();
  private final Path directory;
  private int files;
  private int outputs;

  RollupRuns(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory.resolve("input"));
    conf.set("fs.defaultFS", "file:///");
    conf.set("mapreduce.framework.name", "local");
    conf.set("hadoop.tmp.dir", directory.resolve("hadoop").toString());
    conf.setInt("mapreduce.task.io.sort.mb", 16);
    conf.setInt("mapreduce.client.progressmonitor.pollinterval", 20);
  }

  /** A file of that content, exactly; they are named {@code 0.json}, {@code 1.json}, … */
  RollupRuns file(String content) throws IOException {
    return file(files++ + ".json", content.getBytes(StandardCharsets.UTF_8));
  }

  RollupRuns file(String name, byte[] content) throws IOException {
    Path file = directory.resolve("input").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return this;
  }

  RollupRuns noFiles() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("input"))) {
      for (Path file : all.toList()) {
        Files.delete(file);
      }
    }
    files = 0;
    return this;
  }

  /** Every record counts. */
  Result asIs(Rollup rollup) throws Exception {
    return run(rollup, Table.Format.TEXT, false);
  }

  /** The latest state of each thing counts. */
  Result latest(Rollup rollup) throws Exception {
    return run(rollup, Table.Format.TEXT, true);
  }

  /** As by the ledger: these partitions are built of all files there are. */
  Result built(Rollup rollup, String... dts) throws Exception {
    return built(new RollupTable("Test", rollup.declaration()), dts);
  }

  Result built(RollupJob job, String... dts) throws Exception {
    return built(job.built(), dts);
  }

  private Result built(RollupTable table, String... dts) throws Exception {
    Path output = directory.resolve("output-" + outputs++);
    List<org.apache.hadoop.fs.Path> input;
    try (Stream<Path> all = Files.walk(directory.resolve("input"))) {
      input =
          all.filter(Files::isRegularFile)
              .sorted()
              .map(file -> new org.apache.hadoop.fs.Path(file.toUri()))
              .toList();
    }
    JobReport report =
        table.run(
            new TableJob(
                conf,
                WEAPONS,
                List.of(dts),
                input,
                List.of(),
                new JobOutput(
                    new org.apache.hadoop.fs.Path(output.toUri()),
                    Table.Format.TEXT,
                    Layout.BY_DT)));
    return new Result(output, report);
  }

  Result run(Rollup rollup, Table.Format format, boolean latest) throws Exception {
    Path output = directory.resolve("output-" + outputs++);
    JobReport report =
        new RollupTable("Test", rollup.declaration())
            .run(
                conf,
                List.of(new org.apache.hadoop.fs.Path(directory.resolve("input").toUri())),
                new JobOutput(new org.apache.hadoop.fs.Path(output.toUri()), format, Layout.FLAT),
                latest);
    return new Result(output, report);
  }

  /** What a run has left. */
  record Result(Path output, JobReport report) {

    /** The rows of the only text file; none if there is none. */
    List<String> rows() throws IOException {
      Path file = output.resolve("part-00000");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** The rows of the only file of a partition. */
    List<String> rows(String dt) throws IOException {
      return Files.readAllLines(output.resolve("dt=" + dt).resolve("part-00000"));
    }

    /** What was left out, without the path of the directory. */
    List<String> examples() {
      return report.examples().stream()
          .map(example -> example.toString().replaceFirst("^.*/input/", ""))
          .toList();
    }
  }
}
