package dev.tributary.loaders.hive;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.ledger.Publication;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.run.CrashPoint;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Attempts;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Points Hive's tables at the newest versions of a dataset's data, and makes the views of them; or
 * shows the tree of a sink as a table.
 */
public final class Publish implements Verb {

  private static final Pattern TABLE = Pattern.compile("[a-z_][a-z0-9_]*");

  private final Configuration conf;

  public Publish(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public String summary() {
    return "points Hive's external tables at the newest versions";
  }

  @Override
  public String usage() {
    return "--dataset NAME [--accept-delta] | --sink DIR [--table NAME]"
        + " [--via thrift|jdbc] [--again]";
  }

  @Override
  public String example() {
    return "publish --dataset water";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Verb.dataset("what to publish"))
        .addOption(
            Option.builder()
                .longOpt("sink")
                .hasArg()
                .argName("DIR")
                .desc("in place of a dataset: the directory that a sink writes to")
                .get())
        .addOption(
            Option.builder()
                .longOpt("table")
                .hasArg()
                .argName("NAME")
                .desc("with --sink: the table that shows it (weather_alerts)")
                .get())
        .addOption(via())
        .addOption(
            Option.builder()
                .longOpt("again")
                .desc(
                    "point Hive also at what it was pointed at, as after a table was dropped there")
                .get())
        .addOption(
            Option.builder()
                .longOpt("accept-delta")
                .desc("publish also what changes a table's rows by more than its row_delta")
                .get());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    if (arguments.has("dataset") == arguments.has("sink")) {
      throw new UsageException("one of --dataset NAME and --sink DIR says what to publish");
    }
    refuseWithout("dataset", "accept-delta", arguments);
    refuseWithout("sink", "table", arguments);
    if (arguments.has("sink")) {
      return sink(arguments, run);
    }
    Attempts attempts = run.attempts(name());
    Published published = new Published();
    return attempts.of(() -> dataset(arguments, run, attempts, published));
  }

  private static void refuseWithout(String mode, String option, Arguments arguments) {
    if (arguments.has(option) && !arguments.has(mode)) {
      throw new UsageException("--%s goes with --%s".formatted(option, mode));
    }
  }

  private Outcome sink(Arguments arguments, Run run) throws IOException, InterruptedException {
    String name = arguments.text("table").orElse("weather_alerts");
    if (!TABLE.matcher(name).matches()) {
      throw new UsageException(
          "--table '%s' is not lower-case letters, digits and '_'".formatted(name));
    }
    String via = via(arguments);
    String directory = arguments.required("sink");
    run.lineage()
        .begins(
            Movement.of(directory)
                .from(Location.path(directory))
                .to(Location.hive(SinkTable.named(name), directory)));
    return run.attempts(name()).of(() -> sink(name, via, arguments, run));
  }

  private Outcome sink(String name, String via, Arguments arguments, Run run) throws IOException {
    Path directory = new Path(arguments.required("sink"));
    String base = qualified(directory.getFileSystem(conf), directory.toString());
    try (Ledger.Lock lock = run.ledger().lock("publish of " + base)) {
      List<SinkDirectory> directories =
          run.ledger().placesWithFiles(base).stream().map(SinkDirectory::new).toList();
      try (HiveTables hive = HiveConnection.open(via, conf, run.settings())) {
        return new SinkPublication(SinkTable.named(name), base, directories)
            .bringUpToDate(
                hive, arguments.has("again"), run.settings().get(Settings.HIVE_DATABASE));
      } catch (HiveException e) {
        throw new TributaryException(e.getMessage(), e);
      }
    }
  }

  /** The option {@code --via WAY}. */
  static Option via() {
    return Option.builder()
        .longOpt("via")
        .hasArg()
        .argName("WAY")
        .desc("thrift: the metastore (the default); jdbc: HiveServer2")
        .get();
  }

  /** The way to Hive that was asked for. */
  static String via(Arguments arguments) {
    return arguments.choice("via", "thrift", HiveConnection.WAYS);
  }

  /** What was published, by however many attempts. */
  private static final class Published {
    private boolean begun;
    private final Set<String> partitions = new TreeSet<>();
    private final Set<String> tables = new LinkedHashSet<>();
    private final Set<String> views = new LinkedHashSet<>();

    private void add(Publication publication) {
      String table = publication.table().name();
      tables.add(table);
      publication.versions().keySet().forEach(dt -> partitions.add(table + " " + dt));
    }
  }

  private Outcome dataset(Arguments arguments, Run run, Attempts attempts, Published published)
      throws IOException {
    Dataset dataset = run.dataset(arguments);
    String via = via(arguments);
    List<Table> known = dataset.feed().rawTable().stream().toList();
    run.lineage()
        .begins(
            Movement.of(dataset.name())
                .from(known.stream().map(table -> Location.versions(dataset, table)).toList())
                .to(known.stream().map(table -> Location.hive(dataset, table)).toList()));
    Ledger ledger = run.ledger();
    // An attempt that lost its lock may have pointed Hive back behind what another published since.
    boolean again = arguments.has("again") || published.begun;
    DatasetViews views;
    try (Ledger.Lock lock = ledger.lock("publish of " + dataset.name())) {
      dataset.feed().rawTable().ifPresent(raw -> ledger.recordRaw(raw, dataset, run.id()));
      List<Publication> publications = ledger.newest(dataset, !again);
      List<Publication> all = ledger.newest(dataset, false);
      all.forEach(each -> shows(dataset, each.table(), Volume.NOTHING, run));
      views = DatasetViews.of(dataset, all);
      if (publications.isEmpty() && views.ready().isEmpty()) {
        return nothing(dataset, views);
      }
      if (!arguments.has("accept-delta")) {
        Optional<Outcome> refusal = new RowDeltas(dataset).refusal(ledger.rowChanges(publications));
        if (refusal.isPresent()) {
          return refusal.get();
        }
      }
      try (HiveTables hive = HiveConnection.open(via, conf, run.settings())) {
        for (Publication publication : publications) {
          ledger.check();
          published.begun = true;
          CrashPoint.reached("publish.before-alter");
          point(hive, publication);
          CrashPoint.reached("publish.after-alter");
          ledger.published(publication, run.id());
          shows(dataset, publication.table(), volume(publication), run);
          published.add(publication);
          attempts.progress();
        }
        CrashPoint.reached("publish.before-views");
        published.views.addAll(views.bringUpToDate(hive));
        CrashPoint.reached("publish.after-views");
      } catch (HiveException e) {
        throw new TributaryException(e.getMessage(), e);
      }
    }
    if (published.tables.isEmpty() && published.views.isEmpty()) {
      return nothing(dataset, views);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("tables", published.tables);
    facts.put("partitions", published.partitions.size());
    if (!dataset.views().isEmpty()) {
      facts.put("views", published.views);
    }
    return Outcome.done(
        "%s in Hive database %s%s"
            .formatted(
                sentence(published),
                run.settings().get(Settings.HIVE_DATABASE),
                views.stillWaiting()),
        facts);
  }

  /** Of which version, as far as Hive has been pointed at one. */
  static void shows(Dataset dataset, Table table, Volume volume, Run run) {
    run.lineage().reads(Location.versions(dataset, table));
    run.lineage().writes(Location.hive(dataset, table), volume);
  }

  static Volume volume(Publication publication) {
    return Volume.ofVersion(
        publication.versions().values().stream().mapToLong(each -> each).max().orElseThrow());
  }

  private static String sentence(Published published) {
    List<String> parts = new ArrayList<>();
    if (!published.tables.isEmpty()) {
      parts.add(
          "published %s (%d partitions)"
              .formatted(String.join(", ", published.tables), published.partitions.size()));
    }
    if (!published.views.isEmpty()) {
      parts.add("made view " + String.join(", ", published.views));
    }
    return String.join(" and ", parts);
  }

  private static Outcome nothing(Dataset dataset, DatasetViews views) {
    return Outcome.nothingToDo(
        "nothing to publish: Hive shows the newest version of every table of "
            + dataset.name()
            + views.stillWaiting());
  }

  /** Has readers see these; the ledger knows paths, Hive wants to know the file system as well. */
  void point(HiveTables hive, Publication publication) throws IOException {
    FileSystem files = FileSystem.get(conf);
    hive.ensure(publication.table(), qualified(files, publication.base()));
    if (publication.table().partitioned()) {
      Map<PartitionKey, String> directories = new TreeMap<>();
      publication
          .directories()
          .forEach((dt, path) -> directories.put(PartitionKey.of(dt), qualified(files, path)));
      hive.pointPartitions(publication.table(), directories);
    } else {
      hive.point(publication.table(), qualified(files, publication.base()));
    }
  }

  private static String qualified(FileSystem files, String path) {
    return files.makeQualified(new Path(path)).toString();
  }
}
