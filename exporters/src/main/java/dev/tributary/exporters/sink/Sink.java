package dev.tributary.exporters.sink;

import dev.tributary.catalog.dataset.Topic;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.service.Ending;
import dev.tributary.exporters.service.Supervisor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.common.KafkaException;

/** Writes Kafka's messages to files by country and city, each once. */
public final class Sink implements Verb {

  /** What a topic is made with, as those of alerts are. */
  private static final int PARTITIONS = 3;

  private final Configuration conf;

  public Sink(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public String name() {
    return "sink";
  }

  @Override
  public String summary() {
    return "writes Kafka's messages to HDFS by country and city, each once";
  }

  @Override
  public String usage() {
    return "--topics NAMES --hdfs-path DIR [--until-end | --follow] [--batch-size N]"
        + " [--flush-interval TIME] [--max-file-size SIZE] [--compression gzip] [--replication N]"
        + " [--monitoring] [--create-topics] [--accept-missing]";
  }

  @Override
  public String example() {
    return "sink --topics geo_weather_stream,alert_stream --hdfs-path /user/hdfs/alerts --until-end";
  }

  @Override
  public Options options() {
    return SinkOptions.all();
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    SinkOptions options = SinkOptions.of(arguments, run.settings());
    run.lineage()
        .begins(
            Movement.of(options.path())
                .from(options.topics().stream().map(Location::topic).toList())
                .to(options.location())
                .lasting(!options.untilEnd()));
    Tree tree = Tree.below(options.path(), conf, run.settings(), run.id(), options.replication());
    try (Broker broker = run.attempts(name()).of(() -> broker(run));
        SinkRun sink = new SinkRun(run, options, tree, broker, topics(options, broker))) {
      Ending ending = new Ending();
      ending.onSignals();
      sink.begin();
      Supervisor supervisor = new Supervisor();
      sink.run(ending::isAsked, () -> supervisor.ready("writes to " + tree.path()));
      return outcome(sink.end(), sink.written(), tree, ending.isAsked());
    } catch (KafkaException e) {
      throw new TributaryException(
          "sink: Kafka at %s failed (%s); run it again, it goes on where it was"
              .formatted(run.settings().get(Settings.KAFKA_BOOTSTRAP_SERVERS), e.getMessage()),
          e);
    }
  }

  /** A service may be started before what it stands on. */
  private static Broker broker(Run run) {
    run.ledger(); // the run is known to it
    return new Broker("sink", run.settings());
  }

  private static List<Broker.TopicState> topics(SinkOptions options, Broker broker) {
    List<Broker.TopicState> topics = new ArrayList<>();
    for (String name : options.topics()) {
      Optional<Broker.TopicState> found =
          options.createTopics()
              ? Optional.of(broker.findOrCreate(new Topic(name, PARTITIONS, List.of())))
              : broker.find(name);
      topics.add(
          found.orElseThrow(
              () ->
                  new TributaryException(
                      "sink: topic '%s' does not exist on %s; send to it with 'produce', or pass --create-topics"
                          .formatted(name, broker.servers()))));
    }
    return topics;
  }

  private static Outcome outcome(long unwritten, Written written, Tree tree, boolean asked) {
    StringBuilder message = new StringBuilder(asked ? "ended as asked; " : "");
    if (written.messages() == 0) {
      message.append("nothing was written under ").append(tree.path());
    } else {
      message.append(
          "wrote %,d messages of %,d places under %s in %,d commits, rolled %,d files"
              .formatted(
                  written.messages(),
                  written.places(),
                  tree.path(),
                  written.commits(),
                  written.rolled()));
    }
    if (written.unknown() > 0) {
      message.append("; %,d are of no known country".formatted(written.unknown()));
    }
    if (written.unread() > 0) {
      message.append("; %,d are not JSON".formatted(written.unread()));
    }
    if (unwritten > 0) {
      message.append("; %,d that were read will be read again".formatted(unwritten));
    }
    return Outcome.done(message.toString(), written.facts());
  }
}
