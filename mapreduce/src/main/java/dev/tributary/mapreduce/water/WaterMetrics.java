package dev.tributary.mapreduce.water;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Build;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.table.Layout;
import dev.tributary.mapreduce.table.OutputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Builds the tables of the water dataset, of the partitions that changed. */
public final class WaterMetrics implements Verb {

  private static final String DATASET = "water";
  private static final String SITES = "sites";

  private final Configuration conf;

  public WaterMetrics(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public String name() {
    return "WaterMetrics";
  }

  @Override
  public String summary() {
    return "statistics of water samples per site and year (MapReduce)";
  }

  @Override
  public String usage() {
    return "[--format text|parquet] [--sites PATH INPUT… OUTPUT]";
  }

  @Override
  public String example() {
    return "WaterMetrics --sites /user/hdfs/water/reference/sites"
        + " /user/hdfs/water/dt=1990-01-01 /output";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(
            Option.builder()
                .longOpt("format")
                .hasArg()
                .argName("FORMAT")
                .desc("text (the default) or parquet")
                .get())
        .addOption(
            Option.builder()
                .longOpt(SITES)
                .hasArg()
                .argName("PATH")
                .desc("sites as JSON Lines; with paths of samples and of an output to be made")
                .get());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    Table.Format format =
        Table.Format.of(arguments.choice("format", "text", List.of("text", "parquet")));
    Dataset water = run.catalog().dataset(DATASET);
    if (!arguments.rest().isEmpty() || arguments.has(SITES)) {
      return runOnPaths(arguments, format, water);
    }
    Ledger ledger = run.ledger();
    try (Ledger.Lock lock = ledger.lock("WaterMetrics")) {
      Optional<Build> build =
          ledger.planBuild(
              SiteYears.table().as(format), water, List.of(water.reference(SITES)), run.id());
      return build.isEmpty()
          ? Outcome.nothingToDo("nothing to build: water_site_year is of the files as they are")
          : build(build.get(), water, ledger);
    }
  }

  private Outcome build(Build build, Dataset water, Ledger ledger)
      throws IOException, InterruptedException {
    FileSystem files = FileSystem.get(conf);
    for (String directory : build.abandoned()) {
      files.delete(new Path(directory), true);
    }
    List<String> sites = build.files().get(water.reference(SITES).name());
    if (sites.isEmpty()) {
      throw new TributaryException(
          "WaterMetrics: no sites have been exported; send them with"
              + " 'produce --source workbook --dataset water --reference sites FILE', land, export");
    }
    JobReport report =
        run(
            new JobInput(paths(build.files().get(water.name())), paths(sites), parameters(water)),
            new JobOutput(new Path(build.directory()), build.table().format(), Layout.BY_DT));
    boolean asRecorded =
        report.read().equals(build.read()) && report.records() == build.read().count();
    if (!asRecorded || report.unreadable() > 0) {
      throw new TributaryException(
          "WaterMetrics: the job read %d lines (%s) and left out %d, the ledger has %s for these files; version %d is not published, look for changed files under %s and into the job's log"
              .formatted(
                  report.records(),
                  report.read(),
                  report.unreadable(),
                  build.read(),
                  build.version(),
                  water.feed().directory()));
    }
    long rows = record(build, report, files, ledger);
    Map<String, Object> facts = facts(report, rows);
    facts.put("version", build.version());
    facts.put("partitions", build.dts().size());
    return Outcome.done(
        "built water_site_year version %d: %,d rows in %d partitions of %,d samples (%,d without a site)"
            .formatted(
                build.version(), rows, build.dts().size(), report.records(), report.unmatched()),
        facts);
  }

  private static long record(Build build, JobReport report, FileSystem files, Ledger ledger)
      throws IOException {
    List<Build.Partition> partitions = new ArrayList<>();
    long rows = 0;
    for (String dt : build.dts()) {
      List<OutputFile> written =
          report.files().stream().filter(file -> dt.equals(file.dt())).toList();
      String directory = build.directory() + "/dt=" + dt;
      files.mkdirs(new Path(directory)); // a partition may have lost its last row
      long partitionRows = written.stream().mapToLong(OutputFile::rows).sum();
      long bytes = written.stream().mapToLong(OutputFile::bytes).sum();
      partitions.add(new Build.Partition(dt, directory, partitionRows, bytes));
      rows += partitionRows;
    }
    ledger.built(build, report.jobId(), rows, partitions);
    return rows;
  }

  /** The job alone, on paths that the user names: it asks no ledger and publishes nothing. */
  private Outcome runOnPaths(Arguments arguments, Table.Format format, Dataset water)
      throws IOException, InterruptedException {
    List<String> paths = arguments.rest();
    if (paths.size() < 2 || !arguments.has(SITES)) {
      throw new UsageException("--sites PATH, one INPUT or more, and an OUTPUT go together");
    }
    String output = paths.get(paths.size() - 1);
    JobReport report =
        run(
            new JobInput(
                paths(paths.subList(0, paths.size() - 1)),
                List.of(new Path(arguments.required(SITES))),
                parameters(water)),
            new JobOutput(new Path(output), format, Layout.FLAT));
    long rows = report.files().stream().mapToLong(OutputFile::rows).sum();
    return Outcome.done(
        "wrote %,d rows of %,d samples to %s (%,d without a site, %,d unreadable)"
            .formatted(rows, report.records(), output, report.unmatched(), report.unreadable()),
        facts(report, rows));
  }

  private JobReport run(JobInput input, JobOutput output) throws IOException, InterruptedException {
    try {
      return SiteYears.run(conf, input, output);
    } catch (ClassNotFoundException e) {
      throw new TributaryException("WaterMetrics: the job jar lacks a class: " + e.getMessage(), e);
    }
  }

  /** The measured parameters: every number of a sample. */
  private static List<String> parameters(Dataset water) {
    return water.feed().schema().numbers();
  }

  private static List<Path> paths(List<String> paths) {
    return paths.stream().map(Path::new).toList();
  }

  private static Map<String, Object> facts(JobReport report, long rows) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("job", report.jobId());
    facts.put("samples", report.records());
    facts.put("rows", rows);
    facts.put("unmatched", report.unmatched());
    facts.put("unreadable", report.unreadable());
    return facts;
  }
}
