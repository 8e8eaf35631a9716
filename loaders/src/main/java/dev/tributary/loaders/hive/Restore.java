package dev.tributary.loaders.hive;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.ledger.Publication;
import dev.tributary.catalog.ledger.TableLedger;
import dev.tributary.catalog.ledger.TableVersion;
import dev.tributary.catalog.ledger.VersionedPartition;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.run.CrashPoint;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Points Hive, and the warehouse with it, back at an earlier state of a table. */
public final class Restore implements Verb {

  private final Configuration conf;
  private final Publish publish;
  private final Verb warehouse;

  /**
   * @param publish what points Hive at a publication
   * @param warehouse what loads a dataset's warehouse with what Hive's readers see
   */
  public Restore(Configuration conf, Publish publish, Verb warehouse) {
    this.conf = conf;
    this.publish = publish;
    this.warehouse = warehouse;
  }

  @Override
  public String name() {
    return "restore";
  }

  @Override
  public String summary() {
    return "points Hive and the warehouse back at an earlier version of a table";
  }

  @Override
  public String usage() {
    return "TABLE --version N [--partition DT] [--via thrift|jdbc]";
  }

  @Override
  public String example() {
    return "restore water_site_year --version 1 --partition 1992-01-01";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(
            Option.builder()
                .longOpt("version")
                .hasArg()
                .argName("N")
                .desc("the table as of this version; the newest one ends a restore")
                .get())
        .addOption(
            Option.builder()
                .longOpt("partition")
                .hasArg()
                .argName("DT")
                .desc("this partition alone, such as 1992-01-01")
                .get())
        .addOption(Publish.via());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    if (arguments.rest().size() != 1) {
      throw new UsageException("name one TABLE");
    }
    String table = arguments.rest().get(0);
    arguments.required("version");
    int version = arguments.count("version").orElseThrow();
    String via = Publish.via(arguments);
    List<TableVersion> versions = run.ledger().tables().versions(table);
    if (versions.isEmpty()) {
      throw new TributaryException(
          "there are no versions of a table '%s'; there are of: %s"
              .formatted(table, String.join(", ", run.ledger().tables().names())));
    }
    Dataset dataset = run.catalog().dataset(versions.get(0).dataset());
    run.lineage().begins(Movement.of(table));
    Outcome restored = restore(table, version, arguments.text("partition"), via, dataset, run);
    return dataset.warehouse().isEmpty() ? restored : withWarehouse(restored, dataset, run);
  }

  private Outcome restore(
      String table, int version, Optional<String> dt, String via, Dataset dataset, Run run)
      throws IOException {
    Ledger ledger = run.ledger();
    TableLedger tables = ledger.tables();
    try (Ledger.Lock lock = ledger.lock("publish of " + dataset.name())) {
      refuseUnlessBuilt(tables.versions(table), version);
      // What an export has added meanwhile is a version too, and newer than what is held here.
      dataset
          .feed()
          .rawTable()
          .filter(raw -> raw.name().equals(table))
          .ifPresent(raw -> ledger.recordRaw(raw, dataset, run.id()));
      RestoredState state =
          RestoredState.of(table, version, dt, tables.asOf(table, version), newest(tables, table));
      state.refuseUnlessThere(FileSystem.get(conf));
      try (HiveTables hive = HiveConnection.open(via, conf, run.settings())) {
        for (Publication publication : tables.publications(state.partitions())) {
          CrashPoint.reached("restore.before-point");
          publish.point(hive, publication);
          CrashPoint.reached("restore.after-point");
          Publish.shows(dataset, publication.table(), Publish.volume(publication), run);
        }
      } catch (HiveException e) {
        throw new TributaryException(e.getMessage(), e);
      }
      return state.outcome(tables.restored(state.partitions(), run.id()));
    }
  }

  private static List<VersionedPartition> newest(TableLedger tables, String table) {
    return tables.asOf(table, Long.MAX_VALUE);
  }

  private static void refuseUnlessBuilt(List<TableVersion> versions, int number) {
    TableVersion any = versions.get(0);
    Optional<TableVersion> wanted =
        versions.stream().filter(each -> each.version() == number).findFirst();
    if (wanted.isEmpty()) {
      throw new TributaryException(
          "%s has no version %d; 'versions %s' lists those there are"
              .formatted(any.table(), number, any.table()));
    } else if (!wanted.get().built()) {
      throw new TributaryException(
          "version %d of %s is %s, and was never built; 'versions %s' lists those that were"
              .formatted(number, any.table(), wanted.get().state(), any.table()));
    }
  }

  /** It follows what was published; what fails here, the next run of it repairs. */
  private Outcome withWarehouse(Outcome restored, Dataset dataset, Run run)
      throws IOException, InterruptedException {
    Outcome loaded;
    try {
      loaded = warehouse.run(of(dataset), run);
    } catch (TributaryException e) {
      throw new TributaryException(
          "%s; the warehouse does not show it yet: %s; run 'warehouse --dataset %s' when that is mended"
              .formatted(restored.message(), e.getMessage(), dataset.name()),
          e);
    }
    Map<String, Object> facts = new LinkedHashMap<>(restored.facts());
    facts.put("warehouse", loaded.facts());
    String message = restored.message() + "; warehouse: " + loaded.message();
    return new Outcome(loaded.exitCode(), message, facts);
  }

  private Arguments of(Dataset dataset) {
    try {
      String[] line = {"--dataset", dataset.name()};
      return new Arguments(new DefaultParser().parse(warehouse.options(), line));
    } catch (ParseException e) {
      throw new IllegalStateException("the warehouse takes no --dataset", e);
    }
  }
}
