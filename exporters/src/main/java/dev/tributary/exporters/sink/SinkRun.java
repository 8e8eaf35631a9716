package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.FencedException;
import dev.tributary.catalog.ledger.SinkLedger;
import dev.tributary.catalog.lineage.Lineage;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.Waiting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Run;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.metrics.SinkMetrics;
import dev.tributary.exporters.place.Places;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, gathers and writes, until the end. Whatever fails, the ledger says what is true: what is
 * read and not written is written later, or read again.
 */
final class SinkRun implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SinkRun.class);

  /** How often statistics are logged. */
  private static final Duration STATISTICS = Duration.ofSeconds(30);

  /** How often it is looked how far behind it is. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final Settings settings;
  private final RunId run;
  private final Lineage lineage;
  private final SinkOptions options;
  private final Tree tree;
  private final Broker broker;
  private final Collection<Broker.TopicState> topics;
  private final Waiting waiting;
  private SinkLedger ledger;
  private SinkMetrics metrics;
  private Writing writing;
  private Intake intake;
  private Gathering gathering;
  private Arrival arrival;
  private Optional<Gathering.Batch> pending = Optional.empty();
  private boolean toPack;
  private boolean toReopen;
  private boolean done;
  private long glanced = System.nanoTime();
  private long messages;
  private long bytes;
  private long commits;

  SinkRun(
      Run whole,
      SinkOptions options,
      Tree tree,
      Broker broker,
      Collection<Broker.TopicState> topics) {
    this.settings = whole.settings();
    this.run = whole.id();
    this.lineage = whole.lineage();
    this.options = options;
    this.tree = tree;
    this.broker = broker;
    this.topics = topics;
    this.waiting =
        new Waiting(
            "sink",
            run,
            options.untilEnd()
                ? Optional.of(settings.get(Settings.SINK_PATIENCE))
                : Optional.empty());
    this.toPack = options.packed();
  }

  /** Connects to the ledger and joins the group. */
  void begin() throws IOException {
    tree.make();
    ledger = SinkLedger.open(settings, settings.get(Settings.SINK_GROUP_ID), tree.path(), run);
    tree.mark(ledger.marker());
    intake =
        new Intake(
            settings,
            run,
            Intake.consumer(settings, ledger.kafkaGroup()),
            broker::find,
            topics,
            options.acceptMissing());
    metrics = new SinkMetrics(run, ledger.kafkaGroup(), tree.path());
    if (options.monitoring()) {
      metrics.listen(settings);
      metrics.logEvery(STATISTICS);
    }
    gathering = new Gathering(intake, Places.of(settings), options.limits(), metrics);
    writing =
        new Writing(
            run,
            tree,
            options.limits(),
            options.packed(),
            settings.get(Settings.SINK_WRITERS).intValue(),
            metrics);
    arrival = new Arrival(intake, topics, options.untilEnd());
    LOG.info(
        "sink run={} group={} path={} topics={}",
        run,
        ledger.kafkaGroup(),
        tree.path(),
        options.topics());
  }

  /**
   * Goes on until its end, or until it is asked to end.
   *
   * @param reading is told, again and again, that it has begun with whatever Kafka has given it
   */
  void run(BooleanSupplier asked, Runnable reading) {
    while (!asked.getAsBoolean() && !done) {
      attempt(this::step);
      if (intake.isReading()) {
        reading.run();
      }
    }
  }

  /**
   * Writes what is gathered, if it can be.
   *
   * @return how many messages are not written: they will be read again
   */
  long end() {
    if (pending.isEmpty()) {
      pending = Optional.of(gathering.batch());
    }
    try {
      if (toReopen) {
        reopen();
      }
      write();
    } catch (FencedException e) {
      pending = Optional.empty(); // another has written it
    } catch (IOException | TributaryException | KafkaException e) {
      if (!Passing.is(e)) {
        throw failure(e);
      }
      LOG.warn("not written run={}: {}", run, e.getMessage());
    }
    return pending.map(Gathering.Batch::messages).orElse(0L);
  }

  /** Work that may fail for a while. */
  private interface Work {
    void run() throws IOException;
  }

  private void attempt(Work work) {
    try {
      work.run();
    } catch (FencedException e) {
      LOG.info("overtaken run={}: {}; asking the ledger anew", run, e.getMessage());
      metrics.retry("overtaken");
      pending = Optional.empty();
      intake.rewind();
    } catch (DamagedFileException e) {
      giveUp(e);
    } catch (IOException | TributaryException | KafkaException e) {
      if (!Passing.is(e)) {
        throw failure(e);
      }
      String kind = Passing.kind(e);
      metrics.error(kind);
      intake.idle(waiting.after(e));
      metrics.retry(kind);
      toReopen |= Passing.isOfLedger(e);
    }
  }

  private static TributaryException failure(Exception e) {
    return e instanceof TributaryException known
        ? known
        : new TributaryException("sink: " + e.getMessage(), e);
  }

  private void giveUp(DamagedFileException damaged) {
    if (!options.acceptMissing()) {
      throw new TributaryException(
          "sink: %s; bring it back, or pass --accept-missing to go on without"
              .formatted(damaged.getMessage()),
          damaged);
    }
    LOG.warn("accepted run={}: {}", run, damaged.getMessage());
    attempt(() -> writing.giveUp(ledger, damaged.file()));
  }

  /** A connection that failed is not used again. */
  private void reopen() {
    SinkLedger failed = ledger;
    ledger = SinkLedger.open(settings, settings.get(Settings.SINK_GROUP_ID), tree.path(), run);
    toReopen = false;
    try {
      failed.close();
    } catch (TributaryException e) {
      LOG.debug("the connection that failed could not be closed run={}", run, e);
    }
  }

  private void step() throws IOException {
    boolean came = false;
    if (toReopen) {
      reopen();
    }
    if (pending.isEmpty()) {
      if (intake.isWaiting()) {
        intake.begin(ledger);
        waiting.over();
      }
      came =
          gathering.gather(
              toPack ? Duration.ZERO : Duration.ofMillis(settings.get(Settings.SINK_POLL_MS)));
      glance();
      if (gathering.isTime() || (arrival.isReached() && gathering.isAnything())) {
        pending = Optional.of(gathering.batch());
      }
    }
    write();
    if (toPack) {
      toPack = writing.pack(ledger); // one at a time, that what comes is read meanwhile
    }
    if (arrival.answers(came) && !toPack) {
      waiting.over();
    }
    done = pending.isEmpty() && !toPack && arrival.isDone(ledger);
  }

  private void glance() {
    long now = System.nanoTime();
    if (now - glanced >= GLANCE.toNanos()) {
      glanced = now;
      Map<TopicPartition, OptionalLong> lags = intake.lags();
      metrics.assigned(lags.keySet());
      lags.forEach((partition, lag) -> lag.ifPresent(records -> metrics.lag(partition, records)));
    }
  }

  private void write() throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    Gathering.Batch batch = pending.get();
    boolean stands = gathering.holds(batch) && !batch.ranges().isEmpty();
    boolean same = !stands || intake.isOfTheseTopics();
    if (!same && options.untilEnd()) {
      throw new TributaryException(
          "sink: a topic was deleted and made anew meanwhile, and its end is not known; run it again");
    }
    if (stands && same) {
      long begin = System.nanoTime();
      writing.write(ledger, batch.ranges(), batch.portions());
      metrics.batch(batch.messages(), batch.portions().size(), System.nanoTime() - begin);
      metrics.places(writing.places());
      intake.written(batch.ranges());
      messages += batch.messages();
      bytes += batch.bytes();
      lineage.writes(options.location(), Volume.ofRows(batch.messages()).inBytes(batch.bytes()));
      commits++;
      toPack = options.packed();
      waiting.over();
    }
    pending = Optional.empty();
  }

  /** What became of it. */
  Written written() {
    return new Written(
        messages,
        bytes,
        writing.places(),
        commits,
        writing.rolled(),
        gathering.unread(),
        gathering.nowhere());
  }

  @Override
  public void close() {
    if (writing != null) {
      writing.close();
    }
    if (metrics != null) {
      metrics.close();
    }
    if (intake != null) {
      intake.close();
    }
    if (ledger != null) {
      ledger.close();
    }
  }
}
