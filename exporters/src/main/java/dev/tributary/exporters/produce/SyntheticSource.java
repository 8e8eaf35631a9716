package dev.tributary.exporters.produce;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Topic;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.source.FiniteSource;
import dev.tributary.exporters.synthetic.Kind;
import dev.tributary.exporters.synthetic.SyntheticAlerts;
import dev.tributary.exporters.synthetic.SyntheticWeather;
import dev.tributary.exporters.synthetic.Tally;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;

/** Weather that is made up. */
final class SyntheticSource implements Source {

  private static final String DATASET = "weather";
  private static final String ALERTS = "alerts";

  /** Options that say nothing without it, and such as say nothing with it. */
  private static final List<String> ALERT_ALONE =
      List.of(AlertOptions.TOPIC, AlertOptions.ALERT_TOPIC);

  private static final List<String> WEATHER_ALONE = List.of("dataset", "units", "without");

  @Override
  public String name() {
    return "synthetic";
  }

  @Override
  public String meaning() {
    return "weather that is made up, the same for the same options";
  }

  @Override
  public String usage() {
    return "--cities N [--from TIME] [--to TIME] [--every TIME] [--count N] [--seed N]"
        + " [--units UNITS] [--without PARTS] [--dirty SHARE] [--rate N]"
        + " [--alerts [--topic NAME] [--alert-topic NAME]] [--dry-run | --again]";
  }

  @Override
  public Options options() {
    return SyntheticOptions.all()
        .addOption(Verb.dataset("whose records they are"))
        .addOption(Source.option("rate", "N", "messages a second, at most"))
        .addOption(
            Source.flag(
                ALERTS, "wind and heat alone, with alert levels, as --source openmeteo sends them"))
        .addOptions(AlertOptions.all())
        .addOption(Source.dryRun())
        .addOption(Source.again());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    if (!arguments.rest().isEmpty()) {
      throw new UsageException(
          "'%s' is not read: it is made up what --source synthetic sends"
              .formatted(arguments.rest().get(0)));
    }
    return arguments.has(ALERTS) ? alerts(arguments, run) : weather(arguments, run);
  }

  private static Outcome weather(Arguments arguments, Run run)
      throws IOException, InterruptedException {
    refuse(arguments, ALERT_ALONE, "--%s is of messages of alerts; add --alerts");
    Feed feed = run.catalog().dataset(arguments.text("dataset").orElse(DATASET)).feed();
    SyntheticWeather weather =
        new SyntheticWeather(feed, SyntheticOptions.plan(arguments, Clock.systemUTC()));
    Map<String, Object> facts = new LinkedHashMap<>();
    String done = done(weather, arguments, run, facts);
    Tally tally = weather.tally();
    addKinds(tally, facts);
    long landed = tally.of(Kind.Fate.LANDED);
    long duplicates = tally.of(Kind.Fate.DUPLICATE);
    long quarantined = tally.of(Kind.Fate.QUARANTINED);
    facts.put("expected_landed", landed);
    facts.put("expected_duplicates", duplicates);
    facts.put("expected_quarantined", quarantined);
    return Outcome.done(
        "%s; in all %s; expected: landed %,d, duplicates %,d, quarantined %,d"
            .formatted(done, kinds(tally), landed, duplicates, quarantined),
        facts);
  }

  private static Outcome alerts(Arguments arguments, Run run)
      throws IOException, InterruptedException {
    refuse(arguments, WEATHER_ALONE, "--%s is not of messages of alerts; leave it out");
    SyntheticAlerts alerts =
        new SyntheticAlerts(
            AlertOptions.topics(arguments), SyntheticOptions.plan(arguments, Clock.systemUTC()));
    Map<String, Object> facts = new LinkedHashMap<>();
    String done = done(alerts, arguments, run, facts);
    Tally tally = alerts.tally();
    addKinds(tally, facts);
    return Outcome.done("%s; in all %s".formatted(done, kinds(tally)), facts);
  }

  private static void refuse(Arguments arguments, List<String> options, String why) {
    options.stream()
        .filter(arguments::has)
        .findFirst()
        .ifPresent(
            option -> {
              throw new UsageException(why.formatted(option));
            });
  }

  /** Sends or prints it, and tells what was done. */
  private static String done(
      FiniteSource source, Arguments arguments, Run run, Map<String, Object> facts)
      throws IOException, InterruptedException {
    if (arguments.has("dry-run")) {
      long printed = Source.print(source, run);
      facts.put("printed", printed);
      return "%,d messages of %s; nothing was sent".formatted(printed, source.name());
    }
    run.lineage()
        .begins(
            Movement.of(source.topic().name())
                .to(Location.topic(source.topic().name()))
                .to(
                    source.furtherTopics().stream()
                        .map(further -> Location.topic(further.name()))
                        .toList()));
    Production.Sent sent =
        new Production(run, source, tempo(arguments, run)).send(arguments.has("again"), false);
    String topic = source.topic().name();
    facts.put("topic", topic);
    facts.put("sent", sent.messages());
    facts.put("sent_before", sent.before());
    for (Topic further : source.furtherTopics()) {
      facts.put("also_to", further.name());
      facts.put("sent_also", sent.further());
    }
    if (sent.messages() + sent.further() == 0) {
      return "nothing to send: all %,d messages of %s are in %s (--again sends them once more)"
          .formatted(sent.before(), source.name(), topic);
    }
    StringBuilder done =
        new StringBuilder(
            "sent %,d messages of %s to %s".formatted(sent.messages(), source.name(), topic));
    for (Topic further : source.furtherTopics()) {
      done.append(" and %,d of them to %s as well".formatted(sent.further(), further.name()));
    }
    if (sent.before() > 0) {
      done.append("; %,d were there".formatted(sent.before()));
    }
    return done.toString();
  }

  private static Tempo tempo(Arguments arguments, Run run) {
    long batch = run.settings().get(Settings.PRODUCE_BATCH_ROWS);
    return arguments
        .count("rate")
        .map(rate -> Tempo.ofRate(batch, rate))
        .orElseGet(() -> Tempo.ofBatches(batch));
  }

  /** How many messages there are of each kind, those that were sent before among them. */
  private static void addKinds(Tally tally, Map<String, Object> facts) {
    facts.put("messages", Stream.of(Kind.values()).mapToLong(tally::of).sum());
    for (Kind kind : Kind.values()) {
      facts.put(kind.text().replace('-', '_'), tally.of(kind));
    }
  }

  private static String kinds(Tally tally) {
    return Stream.of(Kind.values())
        .filter(kind -> tally.of(kind) > 0)
        .map(kind -> "%,d %s".formatted(tally.of(kind), kind.text()))
        .collect(Collectors.joining(", "));
  }
}
