package dev.tributary.mapreduce.rollup;

import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableBuilder;
import dev.tributary.mapreduce.build.TableUpdate;
import dev.tributary.mapreduce.input.LeftOut;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.table.Layout;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;

/**
 * A verb that runs a rollup, named as its class: over the files that the ledger lists, for {@code
 * publish} to show; or over paths of the user's, into a directory of the user's.
 */
public abstract class RollupJob implements TableBuilder {

  private static final String AS_IS = "as-is";

  private final Configuration conf;
  private final Declaration declaration;

  protected RollupJob(Configuration conf, Rollup rollup) {
    this.conf = conf;
    this.declaration = rollup.declaration();
  }

  /** The table that it builds, as text. */
  public final Table table() {
    return declaration.table();
  }

  @Override
  public final String name() {
    return getClass().getSimpleName();
  }

  @Override
  public final String dataset() {
    return declaration.dataset();
  }

  @Override
  public final List<BuiltTable> tables() {
    return List.of(built());
  }

  @Override
  public final String summary() {
    return declaration.comment() + " (MapReduce)";
  }

  @Override
  public final String usage() {
    return hasStates()
        ? "[--format text|parquet] [--again | [--as-is] INPUT… OUTPUT]"
        : "[--format text|parquet] [--again | INPUT… OUTPUT]";
  }

  @Override
  public final String example() {
    return name() + " /input /output";
  }

  @Override
  public final Options options() {
    Options options =
        new Options()
            .addOption(
                Option.builder()
                    .longOpt("format")
                    .hasArg()
                    .argName("FORMAT")
                    .desc("text (the default) or parquet")
                    .get())
            .addOption(TableUpdate.again());
    if (hasStates()) {
      options.addOption(
          Option.builder()
              .longOpt(AS_IS)
              .desc(
                  "every record of INPUT counts: do not look for the latest of several with the same "
                      + declaration.states().words())
              .get());
    }
    return options;
  }

  /** The table with its job. */
  RollupTable built() {
    return new RollupTable(name(), declaration);
  }

  private boolean hasStates() {
    return !declaration.states().none();
  }

  @Override
  public final Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    Table.Format format =
        Table.Format.of(arguments.choice("format", "text", List.of("text", "parquet")));
    if (!arguments.rest().isEmpty() || arguments.has(AS_IS)) {
      TableUpdate.refuseAgain(arguments);
      return runOnPaths(arguments, format, run);
    }
    return new TableUpdate(name(), conf)
        .run(
            built(),
            format,
            run.catalog().dataset(declaration.dataset()),
            TableUpdate.again(arguments),
            run);
  }

  /** The job alone: it asks no ledger and publishes nothing. */
  private Outcome runOnPaths(Arguments arguments, Table.Format format, Run run)
      throws IOException, InterruptedException {
    List<String> paths = arguments.rest();
    if (paths.size() < 2) {
      throw new UsageException("one INPUT or more, and an OUTPUT go together");
    }
    List<String> input = paths.subList(0, paths.size() - 1);
    if (new HashSet<>(input).size() < input.size()) {
      throw new UsageException("an INPUT is given twice; its records would count twice");
    }
    String output = paths.get(paths.size() - 1);
    run.lineage()
        .begins(
            Movement.of(output)
                .from(input.stream().map(Location::path).toList())
                .to(Location.path(output)));
    boolean latest = hasStates() && !arguments.has(AS_IS);
    JobReport report =
        run(
            input.stream().map(Path::new).toList(),
            new JobOutput(new Path(output), format, Layout.FLAT),
            latest);
    run.lineage().writes(Location.path(output), Volume.ofRows(report.rows()));
    Map<String, Object> facts = report.facts();
    facts.put("superseded", report.superseded());
    facts.put("examples", report.examples().stream().map(LeftOut::toString).toList());
    return Outcome.done(
        "wrote %,d rows of %,d records to %s%s"
            .formatted(report.rows(), report.records(), output, besides(report, latest)),
        facts);
  }

  /**
   * The job over paths, set up as {@code NAME INPUT OUTPUT} does, for another to submit: of several
   * states of a thing the latest counts.
   *
   * @param output a directory that does not exist
   */
  public final Job job(List<Path> input, Path output) throws IOException {
    JobOutput text = new JobOutput(output, Table.Format.TEXT, Layout.FLAT);
    return built().job(conf, input, text, hasStates());
  }

  private JobReport run(List<Path> input, JobOutput output, boolean latest)
      throws IOException, InterruptedException {
    try {
      return built().run(conf, input, output, latest);
    } catch (ClassNotFoundException e) {
      throw new TributaryException(name() + ": the job jar lacks a class: " + e.getMessage(), e);
    }
  }

  private static String besides(JobReport report, boolean latest) {
    String older = latest ? ", %,d older states".formatted(report.superseded()) : "";
    String examples =
        report.examples().stream().map(example -> "\n  " + example).collect(Collectors.joining());
    return " (%,d left out%s)%s%s"
        .formatted(report.unreadable(), older, examples.isEmpty() ? "" : ":", examples);
  }
}
