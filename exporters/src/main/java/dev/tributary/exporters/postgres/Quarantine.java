package dev.tributary.exporters.postgres;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.ledger.HeldMessage;
import dev.tributary.catalog.ledger.LandingLedger;
import dev.tributary.catalog.ledger.QuarantineFilter;
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

/** Shows the messages that could not be landed, lands them after a fix, or gives them up. */
public final class Quarantine implements Verb {

  private static final int LAST = 20;

  @Override
  public String name() {
    return "quarantine";
  }

  @Override
  public String summary() {
    return "lists and shows messages that could not be landed; replays or discards them";
  }

  @Override
  public String usage() {
    return "list --dataset NAME [FILTER] [--state STATE] [--last N] | show TOPIC PARTITION OFFSET"
        + " | replay --dataset NAME FILTER | discard --dataset NAME FILTER --because TEXT;"
        + " FILTER: [--reason REASON] [--topic TOPIC [--partition P [--from O] [--until O]]] or --all";
  }

  @Override
  public String example() {
    return "quarantine replay --dataset water --reason schema";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Verb.dataset("whose messages"))
        .addOption(option("reason", "REASON", "those set aside for it: schema, not-json, …"))
        .addOption(option("topic", "TOPIC", "those of a topic"))
        .addOption(option("partition", "P", "those of a partition of the topic"))
        .addOption(option("from", "O", "those from this offset of the partition on"))
        .addOption(option("until", "O", "those before this offset of the partition"))
        .addOption(Option.builder().longOpt("all").desc("all of them").get())
        .addOption(
            option(
                "state",
                "STATE",
                "list: those that are open (the default), replayed, discarded, or any"))
        .addOption(option("last", "N", "list: the last so many (%d by default)".formatted(LAST)))
        .addOption(option("because", "TEXT", "discard: why, for those who ask later"));
  }

  @Override
  public Outcome run(Arguments arguments, Run run) {
    List<String> words = arguments.rest();
    String action = words.isEmpty() ? "" : words.get(0);
    int wanted = action.equals("show") ? 4 : 1;
    if (!List.of("list", "show", "replay", "discard").contains(action) || words.size() != wanted) {
      throw new UsageException(
          "quarantine: say 'list', 'replay' or 'discard', or 'show' with topic, partition and offset");
    }
    return switch (action) {
      case "list" -> list(arguments, run);
      case "show" -> show(words, arguments, run);
      case "replay" -> replay(arguments, run);
      default -> discard(arguments, run);
    };
  }

  private static Outcome list(Arguments arguments, Run run) {
    Dataset dataset = run.dataset(arguments);
    QuarantineFilter filter = filter(dataset, arguments);
    String chosen =
        arguments.choice("state", "open", List.of("open", "replayed", "discarded", "any"));
    Optional<String> state = Optional.of(chosen).filter(each -> !each.equals("any"));
    LandingLedger landing = run.ledger().landing();
    Map<String, Long> reasons = landing.quarantineReasons(filter, state);
    List<HeldMessage> messages =
        landing.quarantined(filter, state, arguments.count("last").orElse(LAST));
    if (!arguments.has("json") && !messages.isEmpty()) {
      QuarantinePage.print(reasons, messages, run.out());
    }
    long all = reasons.values().stream().mapToLong(each -> each).sum();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("reasons", reasons);
    facts.put("messages", messages.stream().map(QuarantinePage::facts).toList());
    return Outcome.done(
        "%,d messages of %s%s"
            .formatted(
                all,
                dataset.name(),
                state.map(each -> " are " + each).orElse(" have been set aside")),
        facts);
  }

  private static Outcome show(List<String> words, Arguments arguments, Run run) {
    List<HeldMessage> messages =
        run.ledger()
            .landing()
            .quarantined(words.get(1), (int) number(words.get(2)), number(words.get(3)));
    if (messages.isEmpty()) {
      throw new TributaryException(
          "quarantine: offset %s of partition %s of '%s' is not there; 'quarantine list --dataset NAME' shows what is"
              .formatted(words.get(3), words.get(2), words.get(1)));
    }
    if (!arguments.has("json")) {
      messages.forEach(each -> QuarantinePage.print(each, run.out()));
    }
    return Outcome.done(
        "%s partition %s offset %s is %s"
            .formatted(words.get(1), words.get(2), words.get(3), messages.get(0).state()),
        Map.of("messages", messages.stream().map(QuarantinePage::whole).toList()));
  }

  private static Outcome replay(Arguments arguments, Run run) {
    Dataset dataset = run.dataset(arguments);
    QuarantineFilter filter = narrow(dataset, arguments);
    run.lineage()
        .begins(
            Movement.of("replay." + dataset.name())
                .from(Location.relation("tributary.quarantine"))
                .to(dataset.feeds().stream().map(Location::landing).toList()));
    Replays.Replayed replayed = new Replays(dataset, run).replay(filter);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("batches", replayed.batches());
    facts.put("rows", replayed.rows());
    facts.put("duplicates", replayed.duplicates());
    facts.put("open", replayed.open());
    return Outcome.done(
        "%,d rows of %s landed from quarantine in %d batches; %,d duplicates, %,d still open"
            .formatted(
                replayed.rows(),
                dataset.name(),
                replayed.batches(),
                replayed.duplicates(),
                replayed.open()),
        facts);
  }

  private static Outcome discard(Arguments arguments, Run run) {
    Dataset dataset = run.dataset(arguments);
    QuarantineFilter filter = narrow(dataset, arguments);
    String because = arguments.text("because").map(String::strip).orElse("");
    if (because.isEmpty()) {
      throw new UsageException(
          "quarantine: --because is missing; it stays with the discarded messages");
    }
    int discarded = run.ledger().landing().discard(filter, because, run.id());
    return Outcome.done(
        "%,d messages of %s are discarded".formatted(discarded, dataset.name()),
        Map.of("discarded", discarded));
  }

  /** What changes messages is not to change all of them by a forgotten option. */
  private static QuarantineFilter narrow(Dataset dataset, Arguments arguments) {
    QuarantineFilter filter = filter(dataset, arguments);
    if (filter.isNarrow() == arguments.has("all")) {
      throw new UsageException(
          "quarantine: name a --reason, or a --topic and what of it; or --all without them");
    }
    return filter;
  }

  private static QuarantineFilter filter(Dataset dataset, Arguments arguments) {
    Optional<Long> partition = offset(arguments, "partition");
    Optional<Long> from = offset(arguments, "from");
    Optional<Long> until = offset(arguments, "until");
    if (partition.isPresent() && !arguments.has("topic")) {
      throw new UsageException("quarantine: --partition is one of a --topic");
    }
    if ((from.isPresent() || until.isPresent()) && partition.isEmpty()) {
      throw new UsageException("quarantine: --from and --until are offsets of a --partition");
    }
    return new QuarantineFilter(
        dataset.feeds().stream().map(Feed::name).toList(),
        arguments.text("reason"),
        arguments.text("topic"),
        partition.map(Math::toIntExact),
        from,
        until);
  }

  private static Optional<Long> offset(Arguments arguments, String option) {
    return arguments.text(option).map(Quarantine::number);
  }

  private static long number(String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new UsageException(
        "quarantine: '%s' is not a partition's or an offset's number".formatted(text));
  }

  private static Option option(String name, String value, String meaning) {
    return Option.builder().longOpt(name).hasArg().argName(value).desc(meaning).get();
  }
}
