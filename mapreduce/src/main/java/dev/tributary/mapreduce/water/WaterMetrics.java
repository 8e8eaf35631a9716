package dev.tributary.mapreduce.water;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Build;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Attempts;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableBuild;
import dev.tributary.mapreduce.build.TableBuilder;
import dev.tributary.mapreduce.build.TableUpdate;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.table.Layout;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Builds the tables of the water dataset, of the partitions that changed. */
public final class WaterMetrics implements TableBuilder {

  private static final List<BuiltTable> TABLES =
      List.of(
          new SiteYears(),
          new SiteTrends(),
          new AncClasses(),
          new MethodSummaries(),
          new ProgramParameters());

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
  public String dataset() {
    return DATASET;
  }

  @Override
  public List<BuiltTable> tables() {
    return TABLES;
  }

  @Override
  public String summary() {
    return "statistics, trends and classes of the water samples (MapReduce)";
  }

  @Override
  public String usage() {
    return "[--format text|parquet] [--again | --sites PATH INPUT… OUTPUT]";
  }

  @Override
  public String example() {
    return "WaterMetrics --sites /input/sites.json" + " /user/hdfs/water/dt=1990-01-01 /output";
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
        .addOption(TableUpdate.again())
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
      TableUpdate.refuseAgain(arguments);
      return runOnPaths(arguments, format, water, run);
    }
    run.lineage().begins(TableBuild.movement(water, TABLES));
    Attempts attempts = run.attempts(name());
    Map<String, String> lines = new LinkedHashMap<>();
    Map<String, Object> facts = new LinkedHashMap<>();
    attempts.of(
        () -> {
          try (Ledger.Lock lock = run.ledger().lock("WaterMetrics")) {
            build(format, water, TableUpdate.again(arguments), run, attempts, lines, facts);
          }
          return facts;
        });
    return facts.isEmpty() && lines.isEmpty()
        ? Outcome.nothingToDo("nothing to build: every table is of the files as they are")
        : Outcome.done(String.join("; ", lines.values()), facts);
  }

  /**
   * Each table in turn: later ones are built from earlier ones.
   *
   * @param again also those that are of the files as they are
   * @param lines what is to be told of each table, by its name
   */
  private void build(
      Table.Format format,
      Dataset water,
      boolean again,
      Run run,
      Attempts attempts,
      Map<String, String> lines,
      Map<String, Object> facts)
      throws IOException, InterruptedException {
    for (BuiltTable table : TABLES) {
      String name = table.definition().name();
      BuildInput input = table.input(water);
      List<String> absent = run.ledger().absent(input);
      if (!absent.isEmpty()) {
        lines.put(name, waits(table, absent));
        continue;
      }
      // A second attempt goes on behind the tables that the first has built.
      boolean all = again && !facts.containsKey(name);
      Optional<Build> build =
          run.ledger().planBuild(table.definition().as(format), water, input, all, run.id());
      if (build.isPresent()) {
        TableBuild.Built built = new TableBuild(name(), conf, water, run).run(table, build.get());
        lines.put(name, "built " + summary(built));
        facts.put(name, built.facts());
        attempts.progress();
      }
    }
  }

  /** Samples without sites would all be built anew once these come; the rest can wait. */
  private static String waits(BuiltTable table, List<String> absent) {
    if (absent.contains("water.sites")) {
      throw new TributaryException(
          "WaterMetrics: no sites have been exported; send them with"
              + " 'produce --source workbook --dataset water --reference sites FILE', land, export");
    }
    return table.definition().name() + " waits for " + String.join(" and ", absent);
  }

  private static String summary(TableBuild.Built built) {
    Build build = built.build();
    String rows =
        "%s version %d: %,d rows".formatted(build.table().name(), build.version(), built.rows());
    return build.table().partitioned()
        ? rows
            + " in %d partitions of %,d samples (%,d without a site)"
                .formatted(build.dts().size(), built.report().records(), built.report().unmatched())
        : rows + built.remark();
  }

  /** The job alone, on paths that the user names: it asks no ledger and publishes nothing. */
  private Outcome runOnPaths(Arguments arguments, Table.Format format, Dataset water, Run run)
      throws IOException, InterruptedException {
    List<String> paths = arguments.rest();
    if (paths.size() < 2 || !arguments.has(SITES)) {
      throw new UsageException("--sites PATH, one INPUT or more, and an OUTPUT go together");
    }
    String output = paths.get(paths.size() - 1);
    List<String> samples = paths.subList(0, paths.size() - 1);
    run.lineage()
        .begins(
            Movement.of(output)
                .from(samples.stream().map(Location::path).toList())
                .from(Location.path(arguments.required(SITES)))
                .to(Location.path(output)));
    JobReport report =
        run(
            new JobInput(
                paths(samples),
                List.of(new Path(arguments.required(SITES))),
                Sample.parameters(water)),
            new JobOutput(new Path(output), format, Layout.FLAT));
    run.lineage().writes(Location.path(output), Volume.ofRows(report.rows()));
    return Outcome.done(
        "wrote %,d rows of %,d samples to %s (%,d without a site, %,d unreadable)"
            .formatted(
                report.rows(), report.records(), output, report.unmatched(), report.unreadable()),
        report.facts());
  }

  private JobReport run(JobInput input, JobOutput output) throws IOException, InterruptedException {
    try {
      return SiteYears.run(conf, input, output);
    } catch (ClassNotFoundException e) {
      throw new TributaryException("WaterMetrics: the job jar lacks a class: " + e.getMessage(), e);
    }
  }

  private static List<Path> paths(List<String> paths) {
    return paths.stream().map(Path::new).toList();
  }
}
