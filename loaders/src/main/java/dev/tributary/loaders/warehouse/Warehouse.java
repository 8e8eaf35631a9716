package dev.tributary.loaders.warehouse;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.ledger.PublishedPartition;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.loaders.rows.PartitionRows;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Loads what is published of a dataset's tables into PostgreSQL, all of it or nothing. */
public final class Warehouse implements Verb {

  private final Configuration conf;

  public Warehouse(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public String name() {
    return "warehouse";
  }

  @Override
  public String summary() {
    return "loads the published tables into a schema of PostgreSQL";
  }

  @Override
  public String usage() {
    return "--dataset NAME [--again]";
  }

  @Override
  public String example() {
    return "warehouse --dataset water";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Verb.dataset("whose tables to load"))
        .addOption(
            Option.builder()
                .longOpt("again")
                .desc("load every published version, as after rows were changed there by hand")
                .get());
  }

  /** One transaction: a second attempt finds all of it done, or nothing. */
  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    return run.attempts(name()).of(() -> load(arguments, run));
  }

  private Outcome load(Arguments arguments, Run run) throws IOException {
    Dataset dataset = run.dataset(arguments);
    String schema =
        dataset
            .warehouse()
            .orElseThrow(
                () ->
                    new TributaryException(
                        "dataset '%s' declares no warehouse; add 'warehouse: {schema: NAME}' to its file"
                            .formatted(dataset.name())));
    run.lineage().begins(Movement.of(dataset.name()));
    Ledger ledger = run.ledger();
    // While it reads, nothing else may be published, nor what it reads be withdrawn.
    try (Ledger.Lock own = ledger.lock("warehouse of " + dataset.name());
        Ledger.Lock still = ledger.lock("publish of " + dataset.name())) {
      List<PublishedPartition> published = ledger.publishedPartitions(dataset, schema);
      for (PublishedPartition partition : published) {
        run.lineage().reads(Location.hive(dataset, partition.table()));
        run.lineage().writes(Location.warehouse(schema, partition.table()), Volume.NOTHING);
      }
      List<PublishedPartition> wanted =
          published.stream()
              .filter(partition -> arguments.has("again") || !partition.loaded())
              .toList();
      if (wanted.isEmpty()) {
        return Outcome.nothingToDo(
            published.isEmpty()
                ? "nothing to load: no table that a job built of %s is published"
                    .formatted(dataset.name())
                : "nothing to load: %s shows every published version".formatted(schema));
      }
      FileSystem files = FileSystem.get(conf);
      long rows =
          ledger.load(
              schema, wanted, partition -> new PartitionRows(name(), files, partition), run.id());
      for (PublishedPartition partition : wanted) {
        run.lineage().writes(Location.warehouse(schema, partition.table()), volume(partition));
      }
      return loaded(wanted, rows, schema, run.settings().get(Settings.POSTGRES_DATABASE));
    }
  }

  private static Volume volume(PublishedPartition partition) {
    Volume version = Volume.ofVersion(partition.version());
    return partition.rows() == null ? version : version.plus(Volume.ofRows(partition.rows()));
  }

  private static Outcome loaded(
      List<PublishedPartition> partitions, long rows, String schema, String database) {
    List<String> tables =
        partitions.stream().map(partition -> partition.table().name()).distinct().toList();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("tables", tables);
    facts.put("partitions", partitions.size());
    facts.put("rows", rows);
    return Outcome.done(
        "loaded %s (%,d partitions, %,d rows) into schema %s of database %s"
            .formatted(String.join(", ", tables), partitions.size(), rows, schema, database),
        facts);
  }
}
