package dev.tributary.loaders.versions;

import dev.tributary.catalog.ledger.TableLedger;
import dev.tributary.catalog.ledger.TableVersion;
import dev.tributary.catalog.ledger.VersionedPartition;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Tells what versions of a table there are, or how the rows of two of them differ. */
public final class Versions implements Verb {

  private static final String DIFF = "diff";
  private static final int LIMIT = 20;

  private final Configuration conf;

  public Versions(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public String name() {
    return "versions";
  }

  @Override
  public String summary() {
    return "the versions of a table, and how two of them differ";
  }

  @Override
  public String usage() {
    return "TABLE [--partition DT] | diff TABLE A B [--partition DT] [--limit N]";
  }

  @Override
  public String example() {
    return "versions diff water_site_year 1 2";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(
            Option.builder()
                .longOpt("partition")
                .hasArg()
                .argName("DT")
                .desc("this partition alone, such as 1992-01-01")
                .get())
        .addOption(
            Option.builder()
                .longOpt("limit")
                .hasArg()
                .argName("N")
                .desc("with diff: show so many rows (" + LIMIT + "); all of them are counted")
                .get());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException {
    List<String> rest = arguments.rest();
    if (rest.size() == 4 && rest.get(0).equals(DIFF)) {
      return diff(arguments, rest.get(1), number(rest.get(2)), number(rest.get(3)), run);
    } else if (rest.size() != 1) {
      throw new UsageException("name one TABLE, or diff TABLE A B");
    }
    String table = rest.get(0);
    Optional<String> dt = arguments.text("partition");
    VersionList list = new VersionList(versions(table, run.ledger().tables()), dt);
    if (!arguments.has("json")) {
      list.lines().forEach(run.out()::println);
    }
    return Outcome.done(list.summary(), list.facts());
  }

  private Outcome diff(Arguments arguments, String table, long from, long to, Run run)
      throws IOException {
    TableLedger tables = run.ledger().tables();
    List<TableVersion> versions = versions(table, tables);
    refuseUnlessBuilt(versions, from);
    refuseUnlessBuilt(versions, to);
    TableDiff diff =
        new TableDiff(
            FileSystem.get(conf),
            arguments.count("limit").orElse(LIMIT),
            of(arguments.text("partition"), tables.asOf(table, from)),
            of(arguments.text("partition"), tables.asOf(table, to)));
    diff.compare();
    if (!arguments.has("json")) {
      diff.lines().forEach(run.out()::println);
    }
    return Outcome.done(diff.summary(table, from, to), diff.facts(table, from, to));
  }

  private static List<VersionedPartition> of(
      Optional<String> dt, List<VersionedPartition> partitions) {
    return partitions.stream().filter(each -> dt.isEmpty() || dt.get().equals(each.dt())).toList();
  }

  private static List<TableVersion> versions(String table, TableLedger tables) {
    List<TableVersion> versions = tables.versions(table);
    if (versions.isEmpty()) {
      throw new TributaryException(
          "there are no versions of a table '%s'; there are of: %s"
              .formatted(table, String.join(", ", tables.names())));
    }
    return versions;
  }

  private static void refuseUnlessBuilt(List<TableVersion> versions, long number) {
    if (versions.stream().noneMatch(each -> each.version() == number && each.built())) {
      throw new TributaryException(
          "%s has no built version %d; 'versions %s' lists those there are"
              .formatted(versions.get(0).table(), number, versions.get(0).table()));
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException("'" + text + "' is not the number of a version");
    }
  }
}
