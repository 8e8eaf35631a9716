package dev.tributary.exporters.postgres;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Topic;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.service.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Lands a dataset's messages, and those of its references, in PostgreSQL. */
public final class Land implements Verb {

  @Override
  public String name() {
    return "land";
  }

  @Override
  public String summary() {
    return "takes messages from Kafka into PostgreSQL, each once";
  }

  @Override
  public String usage() {
    return "--dataset NAME [--until-end | --max-records N | --follow] [--create-topics]";
  }

  @Override
  public String example() {
    return "land --dataset water";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Verb.dataset("what to land"))
        .addOption(
            Option.builder()
                .longOpt("until-end")
                .desc("end at the messages that are the last ones now (the default)")
                .get())
        .addOption(
            Option.builder()
                .longOpt("max-records")
                .hasArg()
                .argName("N")
                .desc("end after so many messages of each feed, or at their end")
                .get())
        .addOption(
            Option.builder()
                .longOpt("follow")
                .desc("go on until SIGTERM or SIGINT: the service form")
                .get())
        .addOption(
            Option.builder().longOpt("create-topics").desc("make topics that are absent").get());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    Dataset dataset = run.dataset(arguments);
    long most = arguments.count("max-records").map(Integer::longValue).orElse(Long.MAX_VALUE);
    if (arguments.has("follow") && (arguments.has("max-records") || arguments.has("until-end"))) {
      throw new UsageException("--follow never ends; leave out --max-records and --until-end");
    }
    run.lineage()
        .begins(
            Movement.of(dataset.name())
                .from(
                    dataset.feeds().stream()
                        .flatMap(feed -> Location.topics(feed).stream())
                        .toList())
                .to(dataset.feeds().stream().map(Location::landing).toList())
                .lasting(arguments.has("follow")));
    LandRun landing = new LandRun(run, name(), () -> topics(dataset, arguments, run));
    if (!arguments.has("follow")) {
      return outcome(dataset, landing.toEnd(most), run.settings(), "");
    }
    Ending ending = new Ending();
    ending.onSignals();
    return outcome(dataset, landing.untilAsked(ending), run.settings(), "ended as asked; ");
  }

  /** The topics of each feed; a reference that nobody has sent yet has nothing to land. */
  private static Map<Feed, List<Broker.TopicState>> topics(
      Dataset dataset, Arguments arguments, Run run) {
    Map<Feed, List<Broker.TopicState>> topics = new LinkedHashMap<>();
    try (Broker broker = new Broker("land", run.settings())) {
      for (Feed feed : dataset.feeds()) {
        for (Topic topic : feed.topics()) {
          Optional<Broker.TopicState> found =
              arguments.has("create-topics")
                  ? Optional.of(broker.findOrCreate(feed, topic))
                  : broker.find(topic.name());
          if (found.isPresent()) {
            topics.computeIfAbsent(feed, f -> new ArrayList<>()).add(found.get());
          } else if (feed.name().equals(dataset.name())) {
            throw new TributaryException(
                "land: topic '%s' does not exist on %s; send to it with 'produce --dataset %s', or pass --create-topics"
                    .formatted(topic.name(), broker.servers(), dataset.name()));
          }
        }
      }
    }
    return topics;
  }

  private static Outcome outcome(Dataset dataset, Landed landed, Settings settings, String begin) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("batches", landed.batches());
    facts.put("rows", landed.rows());
    facts.put("duplicates", landed.duplicates());
    facts.put("quarantined", landed.quarantined());
    facts.put("warnings", landed.warnings());
    if (landed.batches() == 0) {
      return Outcome.done(
          begin + "nothing to land: every message of %s is in".formatted(dataset.name()), facts);
    }
    String message =
        begin
            + "landed %,d rows of %s in %d batches; %,d duplicates, %,d in quarantine"
                .formatted(
                    landed.rows(),
                    dataset.name(),
                    landed.batches(),
                    landed.duplicates(),
                    landed.quarantined());
    if (landed.warnings() > 0) {
      message += ", %,d warnings: see table tributary.warning".formatted(landed.warnings());
    }
    return landed.overRatio() == 0
        ? Outcome.done(message, facts)
        : Outcome.failed(
            message
                + "; more than %s = %s of %d batches: see table tributary.quarantine"
                    .formatted(
                        Settings.QUARANTINE_MAX_RATIO.name(),
                        settings.get(Settings.QUARANTINE_MAX_RATIO),
                        landed.overRatio()),
            facts);
  }
}
