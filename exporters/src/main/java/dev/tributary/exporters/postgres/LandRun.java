package dev.tributary.exporters.postgres;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.ledger.FencedException;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Attempts;
import dev.tributary.catalog.verb.Run;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.service.Ending;
import dev.tributary.exporters.service.Supervisor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands all feeds of a dataset. Whatever fails on the way, the ledger says what has landed: each
 * attempt begins with asking it.
 */
final class LandRun {

  private static final Logger LOG = LoggerFactory.getLogger(LandRun.class);

  private final Run run;
  private final String verb;
  private final Supplier<Map<Feed, List<Broker.TopicState>>> topics;
  private final Map<String, Landed> byFeed = new HashMap<>();
  private final Supervisor supervisor = new Supervisor();

  /**
   * @param topics asks Kafka for the topics of each feed
   */
  LandRun(Run run, String verb, Supplier<Map<Feed, List<Broker.TopicState>>> topics) {
    this.run = run;
    this.verb = verb;
    this.topics = topics;
  }

  /** What is done with the feeds while they are open. */
  private interface Work {
    void with(List<Landing> landings);
  }

  /**
   * Lands up to the offsets that are the last ones now.
   *
   * @param maxRecords how many messages of each feed at most
   * @return what was landed, by however many attempts
   */
  Landed toEnd(long maxRecords) throws IOException, InterruptedException {
    Attempts attempts = run.attempts(verb);
    return attempts.of(
        () -> {
          landing(
              attempts,
              landings ->
                  landings.forEach(
                      landing ->
                          landing.landToEnd(maxRecords - landed(landing.feed()).messages())));
          return landed();
        });
  }

  /** Lands what comes, until the end is asked for; waits for what is away as long as it takes. */
  Landed untilAsked(Ending ending) throws IOException, InterruptedException {
    Attempts attempts =
        run.endlessAttempts(
            verb, pause -> ending.orUntilAsked(() -> TimeUnit.NANOSECONDS.sleep(pause.toNanos())));
    return attempts.of(
        () -> {
          while (!ending.isAsked()) {
            follow(attempts, ending);
          }
          return landed();
        });
  }

  private void follow(Attempts attempts, Ending ending) {
    try {
      landing(
          attempts,
          landings -> {
            LOG.info("following run={} feeds={}", run.id(), landings.size());
            supervisor.ready("lands %d feeds".formatted(landings.size()));
            while (!ending.isAsked()) {
              landings.forEach(Landing::landArrived);
            }
          });
    } catch (FencedException e) {
      LOG.info("overtaken run={}: {}; asking the ledger anew", run.id(), e.getMessage());
    }
  }

  private void landing(Attempts attempts, Work work) {
    List<Landing> landings = new ArrayList<>();
    try {
      topics
          .get()
          .forEach(
              (feed, found) ->
                  landings.add(
                      new Landing(
                          run.settings(),
                          run.ledger(),
                          run.id(),
                          feed,
                          found,
                          batch -> {
                            byFeed.merge(feed.name(), batch, Landed::plus);
                            run.lineage()
                                .writes(Location.landing(feed), Volume.ofRows(batch.rows()));
                            attempts.progress();
                          })));
      work.with(landings);
    } catch (KafkaException e) {
      throw new TributaryException(
          "land: Kafka at %s failed (%s); run it again, it goes on where it was"
              .formatted(run.settings().get(Settings.KAFKA_BOOTSTRAP_SERVERS), e.getMessage()),
          e);
    } finally {
      landings.forEach(Landing::close);
    }
  }

  private Landed landed(Feed feed) {
    return byFeed.getOrDefault(feed.name(), Landed.NOTHING);
  }

  private Landed landed() {
    return byFeed.values().stream().reduce(Landed.NOTHING, Landed::plus);
  }
}
