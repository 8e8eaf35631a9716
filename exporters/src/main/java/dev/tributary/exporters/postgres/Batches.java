package dev.tributary.exporters.postgres;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.ledger.Batch;
import dev.tributary.catalog.ledger.BatchDetail;
import dev.tributary.catalog.ledger.BatchSummary;
import dev.tributary.catalog.ledger.LandingLedger;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Shows what was landed at once, takes it back, and lands it anew. */
public final class Batches implements Verb {

  private static final int LAST = 20;

  @Override
  public String name() {
    return "batches";
  }

  @Override
  public String summary() {
    return "lists and shows what was landed at once; rejects it, and replays it";
  }

  @Override
  public String usage() {
    return "list --dataset NAME [--state STATE] [--last N] | show ID | reject ID --reason TEXT | replay ID";
  }

  @Override
  public String example() {
    return "batches reject 17 --reason 'the units were wrong'";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Verb.dataset("list: whose batches"))
        .addOption(
            Option.builder()
                .longOpt("state")
                .hasArg()
                .argName("STATE")
                .desc("list: only those that are committed, rejected or replayed")
                .get())
        .addOption(
            Option.builder()
                .longOpt("last")
                .hasArg()
                .argName("N")
                .desc("list: the last so many (%d by default)".formatted(LAST))
                .get())
        .addOption(
            Option.builder()
                .longOpt("reason")
                .hasArg()
                .argName("TEXT")
                .desc("reject: why, for those who ask later")
                .get());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) {
    List<String> words = arguments.rest();
    String action = words.isEmpty() ? "" : words.get(0);
    int wanted = action.equals("list") ? 1 : 2;
    if (!List.of("list", "show", "reject", "replay").contains(action) || words.size() != wanted) {
      throw new UsageException(
          "batches: say 'list', or 'show', 'reject' or 'replay' with the number of one batch");
    }
    return switch (action) {
      case "list" -> list(arguments, run);
      case "show" -> show(number(words.get(1)), arguments, run);
      case "reject" -> reject(number(words.get(1)), arguments, run);
      default -> replay(number(words.get(1)), "replay.", run);
    };
  }

  private static Outcome list(Arguments arguments, Run run) {
    Dataset dataset = run.dataset(arguments);
    Optional<String> state =
        Optional.ofNullable(
            arguments.choice("state", null, List.of("committed", "rejected", "replayed")));
    List<BatchSummary> batches =
        run.ledger()
            .landing()
            .batches(
                dataset.feeds().stream().map(Feed::name).toList(),
                state,
                arguments.count("last").orElse(LAST));
    if (!arguments.has("json") && !batches.isEmpty()) {
      BatchPage.print(batches, run.out());
    }
    return Outcome.done(
        batches.isEmpty()
            ? "there are none of %s".formatted(dataset.name())
            : "%,d batches of %s".formatted(batches.size(), dataset.name()),
        Map.of("batches", batches.stream().map(BatchPage::facts).toList()));
  }

  private static Outcome show(long id, Arguments arguments, Run run) {
    LandingLedger landing = run.ledger().landing();
    BatchSummary batch = landing.batch(id);
    BatchDetail detail = landing.detail(batch, feed(batch, run));
    if (!arguments.has("json")) {
      BatchPage.print(detail, run.out());
    }
    return Outcome.done(
        "batch %d of %s is %s".formatted(id, batch.feed(), batch.state()), BatchPage.facts(detail));
  }

  private static Outcome reject(long id, Arguments arguments, Run run) {
    String reason = arguments.text("reason").map(String::strip).orElse("");
    if (reason.isEmpty()) {
      throw new UsageException("batches: --reason is missing; it stays with the rejected batch");
    }
    Ledger ledger = run.ledger();
    BatchSummary batch = ledger.landing().batch(id);
    Dataset dataset = dataset(batch, run);
    Location landing = Location.landing(feed(batch, run));
    run.lineage().begins(Movement.of("reject." + dataset.name()).from(landing).to(landing));
    try (Ledger.Lock lock = ledger.lock("export of " + dataset.name())) {
      long partitions = ledger.landing().reject(feed(batch, run), id, reason, run.id());
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("batch", id);
      facts.put("rows", batch.rows());
      facts.put("partitions", partitions);
      return Outcome.done(
          "batch %d of %s is rejected, with %,d rows; %s"
              .formatted(
                  id,
                  batch.feed(),
                  batch.rows(),
                  partitions == 0
                      ? "nothing of it is in HDFS"
                      : "'pipeline --dataset %s' writes %,d partitions anew"
                          .formatted(dataset.name(), partitions)),
          facts);
    }
  }

  /**
   * A rejected batch is landed anew.
   *
   * @param action begins what tells the run from others of its verb
   */
  static Outcome replay(long id, String action, Run run) {
    BatchSummary rejected = run.ledger().landing().batch(id);
    Dataset dataset = dataset(rejected, run);
    Feed feed = feed(rejected, run);
    run.lineage()
        .begins(
            Movement.of(action + dataset.name())
                .from(Location.topics(feed))
                .to(Location.landing(feed)));
    Batch batch = new Replays(dataset, run).replay(rejected, feed);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("batch", batch.id());
    facts.put("replays", id);
    facts.put("rows", batch.rows());
    facts.put("duplicates", batch.duplicates());
    facts.put("quarantined", batch.quarantined());
    facts.put("warnings", batch.warnings());
    return Outcome.done(
        "batch %d of %s replays %d: %,d rows, %,d duplicates, %,d in quarantine"
            .formatted(
                batch.id(),
                batch.feed(),
                id,
                batch.rows(),
                batch.duplicates(),
                batch.quarantined()),
        facts);
  }

  static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException("batches: '%s' is not the number of a batch".formatted(text));
    }
  }

  /** The dataset of a feed's name: what stands before the dot of a reference's. */
  private static Dataset dataset(BatchSummary batch, Run run) {
    return run.catalog().dataset(batch.feed().replaceFirst("\\..*", ""));
  }

  private static Feed feed(BatchSummary batch, Run run) {
    return dataset(batch, run).feeds().stream()
        .filter(feed -> feed.name().equals(batch.feed()))
        .findFirst()
        .orElseThrow(
            () ->
                new TributaryException(
                    "batches: '%s' of batch %d is not declared any more; put it back into its dataset's file"
                        .formatted(batch.feed(), batch.id())));
  }
}
