package dev.tributary.mapreduce.build;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Build;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.hadoop.conf.Configuration;

/**
 * What a verb does that builds one table: anew whatever of it is stale, if anything is.
 *
 * @param verb its name; two runs of it exclude each other
 */
public record TableUpdate(String verb, Configuration conf) {

  private static final String AGAIN = "again";

  /** The option {@code --again}. */
  public static Option again() {
    return Option.builder()
        .longOpt(AGAIN)
        .desc("build also what has not changed, as after the job itself was mended")
        .get();
  }

  /** Whether all is to be built. */
  public static boolean again(Arguments arguments) {
    return arguments.has(AGAIN);
  }

  /** Of paths that somebody names everything is built in any case. */
  public static void refuseAgain(Arguments arguments) {
    if (again(arguments)) {
      throw new UsageException("--again does not go with paths: all of them are read in any case");
    }
  }

  /**
   * Builds it, or finds nothing to build.
   *
   * @param again all of it, stale or not
   */
  public Outcome run(BuiltTable table, Table.Format format, Dataset dataset, boolean again, Run run)
      throws IOException, InterruptedException {
    run.lineage().begins(TableBuild.movement(dataset, List.of(table)));
    return run.attempts(verb).of(() -> attempt(table, format, dataset, again, run));
  }

  private Outcome attempt(
      BuiltTable table, Table.Format format, Dataset dataset, boolean again, Run run)
      throws IOException, InterruptedException {
    try (Ledger.Lock lock = run.ledger().lock(verb)) {
      BuildInput input = table.input(dataset);
      if (!run.ledger().absent(input).isEmpty()) {
        return Outcome.nothingToDo(
            "nothing to build: no records of %s have been exported".formatted(dataset.name()));
      }
      Optional<Build> build =
          run.ledger().planBuild(table.definition().as(format), dataset, input, again, run.id());
      return build.isPresent()
          ? done(new TableBuild(verb, conf, dataset, run).run(table, build.get()))
          : Outcome.nothingToDo(
              "nothing to build: %s is of the files as they are"
                  .formatted(table.definition().name()));
    }
  }

  private static Outcome done(TableBuild.Built built) {
    Build build = built.build();
    String partitions =
        build.table().partitioned() ? " in %d partitions".formatted(build.dts().size()) : "";
    return Outcome.done(
        "built %s version %d: %,d rows%s of %,d records"
            .formatted(
                build.table().name(),
                build.version(),
                built.rows(),
                partitions,
                built.report().records()),
        Map.of(build.table().name(), built.facts()));
  }
}
