package dev.tributary.cli;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.ledger.Publication;
import dev.tributary.catalog.ledger.PublishedPartition;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Options;

/** Tells what has not come as far as its readers, and which verb brings it on. Changes nothing. */
final class Dirty implements Verb {

  private final List<TableBuilder> builders;

  /**
   * @param builders the verbs that build tables
   */
  Dirty(List<TableBuilder> builders) {
    this.builders = List.copyOf(builders);
  }

  @Override
  public String name() {
    return "dirty";
  }

  @Override
  public String summary() {
    return "which partitions changed since they were published, and what must run";
  }

  @Override
  public String usage() {
    return "[--dataset NAME]";
  }

  @Override
  public String example() {
    return "dirty --dataset water";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Verb.dataset("what to look at; all datasets if it is not given"));
  }

  /** A partition that stands behind, and the verb that must run. */
  private record Behind(String dataset, String table, String dt, String verb, String why) {

    String line() {
      return String.join("\t", dataset, table, dt.isEmpty() ? "-" : dt, verb, why);
    }

    Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("dataset", dataset);
      facts.put("table", table);
      facts.put("dt", dt);
      facts.put("verb", verb);
      facts.put("why", why);
      return facts;
    }
  }

  @Override
  public Outcome run(Arguments arguments, Run run) {
    List<Dataset> datasets =
        arguments.has("dataset") ? List.of(run.dataset(arguments)) : run.catalog().datasets();
    List<Behind> all = new ArrayList<>();
    for (Dataset dataset : datasets) {
      all.addAll(unexported(dataset, run.ledger()));
      all.addAll(unbuilt(dataset, run.ledger()));
      all.addAll(unpublished(dataset, run.ledger()));
      all.addAll(unloaded(dataset, run.ledger()));
    }
    if (!arguments.has("json")) {
      all.stream().map(Behind::line).forEach(run.out()::println);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("dirty", !all.isEmpty());
    facts.put("changes", all.stream().map(Behind::facts).toList());
    return Outcome.done(
        all.isEmpty()
            ? "clean: readers see all that was landed"
            : "%d partitions stand behind".formatted(all.size()),
        facts);
  }

  private static List<Behind> unexported(Dataset dataset, Ledger ledger) {
    List<Behind> behind = new ArrayList<>();
    for (Feed feed : dataset.feeds()) {
      String table = feed.hiveTable().orElse(feed.name());
      ledger
          .tables()
          .unexported(feed)
          .forEach((dt, why) -> behind.add(new Behind(dataset.name(), table, dt, "export", why)));
    }
    return behind;
  }

  private List<Behind> unbuilt(Dataset dataset, Ledger ledger) {
    List<Behind> behind = new ArrayList<>();
    for (TableBuilder builder : builders) {
      if (!builder.dataset().equals(dataset.name())) {
        continue;
      }
      for (BuiltTable table : builder.tables()) {
        String name = table.definition().name();
        for (String dt : ledger.tables().unbuilt(table.definition(), table.input(dataset))) {
          behind.add(
              new Behind(
                  dataset.name(), name, dt, builder.name(), "not built of what there is now"));
        }
      }
    }
    return behind;
  }

  private static List<Behind> unpublished(Dataset dataset, Ledger ledger) {
    List<Behind> behind = new ArrayList<>();
    List<Publication> pending = ledger.newest(dataset, true);
    dataset
        .feed()
        .rawTable()
        .ifPresent(
            raw ->
                ledger
                    .tables()
                    .unrecorded(raw, dataset.feed())
                    .forEach(
                        dt ->
                            behind.add(
                                new Behind(
                                    dataset.name(),
                                    raw.name(),
                                    dt,
                                    "publish",
                                    "exported, and not published"))));
    for (Publication publication : pending) {
      String table = publication.table().name();
      publication
          .versions()
          .forEach(
              (dt, version) -> {
                if (behind.stream().noneMatch(b -> b.table().equals(table) && b.dt().equals(dt))) {
                  behind.add(
                      new Behind(
                          dataset.name(),
                          table,
                          dt,
                          "publish",
                          "version %d is not published".formatted(version)));
                }
              });
    }
    return behind;
  }

  private static List<Behind> unloaded(Dataset dataset, Ledger ledger) {
    Optional<String> warehouse = dataset.warehouse();
    if (warehouse.isEmpty()) {
      return List.of();
    }
    return ledger.publishedPartitions(dataset, warehouse.get()).stream()
        .filter(partition -> !partition.loaded())
        .map(partition -> unloaded(dataset, partition))
        .toList();
  }

  private static Behind unloaded(Dataset dataset, PublishedPartition partition) {
    return new Behind(
        dataset.name(),
        partition.table().name(),
        partition.dt(),
        "warehouse",
        "version %d is published and not loaded".formatted(partition.version()));
  }
}
