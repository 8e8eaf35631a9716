package dev.tributary.mapreduce.build;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Build;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.run.CrashPoint;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.verb.Run;
import dev.tributary.mapreduce.job.JobFailedException;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.table.Layout;
import dev.tributary.mapreduce.table.OutputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Builds a planned version of a table, and has the ledger know it if the job read what it should.
 *
 * @param verb who builds it: errors begin with it
 */
public record TableBuild(String verb, Configuration conf, Dataset dataset, Run run) {

  /**
   * What was built.
   *
   * @param rows how many rows the version has, of all partitions that it built
   * @param remark what else is to be told; empty for nothing
   */
  public record Built(Build build, JobReport report, long rows, String remark) {

    /** The same for a machine. */
    public Map<String, Object> facts() {
      Map<String, Object> facts = report.facts();
      facts.put("version", build.version());
      facts.put("partitions", build.dts().size());
      return facts;
    }
  }

  /** What the jobs of tables read and write, whatever of it is stale. */
  public static Movement movement(Dataset dataset, List<BuiltTable> tables) {
    Movement movement = Movement.of(dataset.name());
    for (BuiltTable table : tables) {
      BuildInput input = table.input(dataset);
      movement =
          movement
              .from(input.feed().map(Location::exported).stream().toList())
              .from(input.table().map(dataset::directory).map(Location::path).stream().toList())
              .from(input.joined().stream().map(Location::exported).toList())
              .to(Location.versions(dataset, table.definition()));
    }
    return movement;
  }

  /**
   * Runs the table's job and records the version.
   *
   * @throws TributaryException if the job did not read exactly what the ledger lists, or cannot use
   *     some of it; the version is not published then
   */
  public Built run(BuiltTable table, Build build) throws IOException, InterruptedException {
    FileSystem files = FileSystem.get(conf);
    for (String directory : build.abandoned()) {
      files.delete(new Path(directory), true);
    }
    CrashPoint.reached("build.before-job");
    TableJob task = task(build);
    JobReport report = report(table, task);
    CrashPoint.reached("build.after-job");
    boolean asRecorded = report.read().equals(build.read()) && report.records() == build.records();
    if (asRecorded && report.unreadable() > 0) {
      throw new TributaryException(
          "%s: the job of %s cannot use %d of the %d records that it read; version %d is not published, %s: send them corrected"
              .formatted(
                  verb,
                  build.table().name(),
                  report.unreadable(),
                  report.records(),
                  build.version(),
                  report.examples().isEmpty()
                      ? "the tasks' logs name the first ones"
                      : "the first is " + report.examples().get(0)));
    }
    if (!asRecorded) {
      throw new TributaryException(
          "%s: the job of %s read %d lines (%s) and left out %d, the ledger has %d (%s) in these files; version %d is not published, look for changed files under %s and into the job's log"
              .formatted(
                  verb,
                  build.table().name(),
                  report.records(),
                  report.read(),
                  report.unreadable(),
                  build.records(),
                  build.read(),
                  build.version(),
                  dataset.feed().directory()));
    }
    long rows = record(build, report, files);
    return new Built(build, report, rows, table.remark(task));
  }

  private TableJob task(Build build) {
    JobOutput output =
        new JobOutput(
            new Path(build.directory()),
            build.table().format(),
            build.table().partitioned() ? Layout.BY_DT : Layout.FLAT);
    List<Path> joined =
        build.joined().values().stream().flatMap(List::stream).map(Path::new).toList();
    return new TableJob(
        conf, dataset, build.dts(), build.paths().stream().map(Path::new).toList(), joined, output);
  }

  private JobReport report(BuiltTable table, TableJob task)
      throws IOException, InterruptedException {
    if (task.input().isEmpty()) {
      return JobReport.ofNothing(); // every record has left; Hadoop refuses a job without input
    }
    try {
      return table.run(task);
    } catch (JobFailedException e) {
      // Who has lost its lock may have lost its files: another gave this version up, and builds.
      run.ledger().check();
      throw e;
    } catch (ClassNotFoundException e) {
      throw new TributaryException(verb + ": the job jar lacks a class: " + e.getMessage(), e);
    }
  }

  private long record(Build build, JobReport report, FileSystem files) throws IOException {
    List<Build.Partition> partitions = new ArrayList<>();
    long rows = 0;
    for (String dt : build.dts()) {
      List<OutputFile> written =
          report.files().stream()
              .filter(file -> dt.equals(file.dt() == null ? "" : file.dt()))
              .toList();
      String directory = build.directory(dt);
      files.mkdirs(new Path(directory)); // a partition may have lost its last row
      long partitionRows = written.stream().mapToLong(OutputFile::rows).sum();
      long bytes = written.stream().mapToLong(OutputFile::bytes).sum();
      partitions.add(new Build.Partition(dt, directory, partitionRows, bytes));
      rows += partitionRows;
    }
    run.ledger().built(build, report.jobId(), rows, partitions);
    run.lineage()
        .writes(
            Location.versions(dataset, build.table()),
            Volume.ofRows(rows)
                .inBytes(report.files().stream().mapToLong(OutputFile::bytes).sum())
                .asVersion(build.version()));
    return rows;
  }
}
