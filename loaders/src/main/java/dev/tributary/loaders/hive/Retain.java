package dev.tributary.loaders.hive;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.ledger.RetentionPolicy;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Deletes the files of versions that nothing points to any more, and leftovers of killed runs. */
public final class Retain implements Verb {

  private final Configuration conf;

  public Retain(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public String name() {
    return "retain";
  }

  @Override
  public String summary() {
    return "deletes files of old versions that nothing points to (not to the trash)";
  }

  @Override
  public String usage() {
    return "--keep N --older-than TIME [--dataset NAME] [--dry-run] [--via thrift|jdbc]";
  }

  @Override
  public String example() {
    return "retain --keep 5 --older-than 30d --dry-run";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Verb.dataset("whose versions; of all datasets if it is not given"))
        .addOption(
            Option.builder()
                .longOpt("keep")
                .hasArg()
                .argName("N")
                .desc("keep so many of the newest versions of each partition, 1 or more")
                .get())
        .addOption(
            Option.builder()
                .longOpt("older-than")
                .hasArg()
                .argName("TIME")
                .desc("keep what was built within this time, such as 30d or 12h")
                .get())
        .addOption(
            Option.builder()
                .longOpt("dry-run")
                .desc("print what would be deleted, and change nothing")
                .get())
        .addOption(Publish.via());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException {
    arguments.required("keep");
    arguments.required("older-than");
    int keep = arguments.count("keep").orElseThrow();
    Duration age = arguments.duration("older-than").orElseThrow();
    RetentionPolicy policy = new RetentionPolicy(keep, age);
    String via = Publish.via(arguments);
    boolean dry = arguments.has("dry-run");
    List<Dataset> datasets =
        arguments.has("dataset") ? List.of(run.dataset(arguments)) : run.catalog().datasets();
    List<Deletion> all = new ArrayList<>();
    List<String> unaudited = new ArrayList<>();
    for (Dataset dataset : datasets) {
      try (Ledger.Lock lock = run.ledger().lock("publish of " + dataset.name())) {
        if (run.ledger().tables().audited(dataset).isEmpty()) {
          unaudited.add(dataset.name());
        }
        Retirement retirement =
            new Retirement(FileSystem.get(conf), dataset, run, () -> connect(via, run));
        List<Deletion> planned = retirement.plan(policy, dry);
        all.addAll(planned);
        if (!arguments.has("json")) {
          planned.forEach(each -> run.out().println(each.line()));
        }
        if (!dry) {
          retirement.delete();
        }
      } catch (HiveException e) {
        throw new TributaryException(e.getMessage(), e);
      }
    }
    return outcome(all, unaudited, dry);
  }

  private HiveTables connect(String via, Run run) {
    return HiveConnection.open(via, conf, run.settings());
  }

  private static Outcome outcome(List<Deletion> all, List<String> unaudited, boolean dry) {
    long bytes = all.stream().mapToLong(Deletion::bytes).sum();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("dry_run", dry);
    facts.put("bytes", bytes);
    facts.put("deleted", all.stream().map(Deletion::facts).toList());
    facts.put("unaudited", unaudited);
    String what =
        all.isEmpty()
            ? "nothing to delete"
            : "%s %d paths, %,d bytes"
                .formatted(dry ? "would delete" : "deleted", all.size(), bytes);
    String kept =
        unaudited.isEmpty()
            ? ""
            : "; every version of %s is kept, for no audit has been over it that was clean and complete"
                .formatted(String.join(", ", unaudited));
    return Outcome.done(what + kept, facts);
  }
}
