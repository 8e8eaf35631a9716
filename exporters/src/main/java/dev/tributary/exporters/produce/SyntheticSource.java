package dev.tributary.exporters.produce;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.synthetic.Kind;
import dev.tributary.exporters.synthetic.SyntheticWeather;
import dev.tributary.exporters.synthetic.Tally;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;

/** Weather that is made up. */
final class SyntheticSource implements Source {

  private static final String DATASET = "weather";

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
        + " [--units UNITS] [--without PARTS] [--dirty SHARE] [--rate N] [--dry-run | --again]";
  }

  @Override
  public Options options() {
    return SyntheticOptions.all()
        .addOption(Verb.dataset("whose records they are"))
        .addOption(Source.option("rate", "N", "messages a second, at most"))
        .addOption(Source.dryRun())
        .addOption(Source.again());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException {
    if (!arguments.rest().isEmpty()) {
      throw new UsageException(
          "'%s' is not read: it is made up what --source synthetic sends"
              .formatted(arguments.rest().get(0)));
    }
    Feed feed = run.catalog().dataset(arguments.text("dataset").orElse(DATASET)).feed();
    SyntheticWeather weather =
        new SyntheticWeather(feed, SyntheticOptions.plan(arguments, Clock.systemUTC()));
    return arguments.has("dry-run") ? print(weather, run) : send(weather, arguments, run);
  }

  private static Outcome send(SyntheticWeather weather, Arguments arguments, Run run)
      throws IOException {
    long batch = run.settings().get(Settings.PRODUCE_BATCH_ROWS);
    Tempo tempo =
        arguments
            .count("rate")
            .map(rate -> Tempo.ofRate(batch, rate))
            .orElseGet(() -> Tempo.ofBatches(batch));
    Production.Sent sent = new Production(run, weather, tempo).send(arguments.has("again"), false);
    String topic = weather.topic().name();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("topic", topic);
    facts.put("sent", sent.messages());
    facts.put("sent_before", sent.before());
    if (sent.messages() == 0) {
      return outcome(
          "nothing to send: all %,d messages of %s are in %s (--again sends them once more)"
              .formatted(sent.before(), weather.name(), topic),
          weather,
          facts);
    }
    return outcome(
        "sent %,d messages of %s to %s%s"
            .formatted(
                sent.messages(),
                weather.name(),
                topic,
                sent.before() > 0 ? "; %,d were there".formatted(sent.before()) : ""),
        weather,
        facts);
  }

  private static Outcome print(SyntheticWeather weather, Run run) throws IOException {
    long printed = Source.print(weather, run);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("printed", printed);
    return outcome(
        "%,d messages of %s; nothing was sent".formatted(printed, weather.name()), weather, facts);
  }

  /** With what there is of the weather in all, and what is to become of it. */
  private static Outcome outcome(String done, SyntheticWeather weather, Map<String, Object> facts) {
    Tally tally = weather.tally();
    long landed = tally.of(Kind.Fate.LANDED);
    long duplicates = tally.of(Kind.Fate.DUPLICATE);
    long quarantined = tally.of(Kind.Fate.QUARANTINED);
    facts.put("messages", landed + duplicates + quarantined);
    for (Kind kind : Kind.values()) {
      facts.put(kind.text().replace('-', '_'), tally.of(kind));
    }
    facts.put("expected_landed", landed);
    facts.put("expected_duplicates", duplicates);
    facts.put("expected_quarantined", quarantined);
    String kinds =
        Stream.of(Kind.values())
            .filter(kind -> tally.of(kind) > 0)
            .map(kind -> "%,d %s".formatted(tally.of(kind), kind.text()))
            .collect(Collectors.joining(", "));
    return Outcome.done(
        "%s; in all %s; expected: landed %,d, duplicates %,d, quarantined %,d"
            .formatted(done, kinds, landed, duplicates, quarantined),
        facts);
  }
}
