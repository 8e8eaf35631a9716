package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.FencedException;
import dev.tributary.catalog.ledger.SinkLedger;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.place.Places;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, gathers and writes, until the end. Whatever fails, the ledger says what is true: what is
 * read and not written is written later, or read again.
 */
final class SinkRun implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SinkRun.class);

  private final Settings settings;
  private final RunId run;
  private final SinkOptions options;
  private final Tree tree;
  private final Broker broker;
  private final Collection<Broker.TopicState> topics;
  private final Writing writing;
  private final Waiting waiting;
  private SinkLedger ledger;
  private Intake intake;
  private Gathering gathering;
  private Arrival arrival;
  private Optional<Gathering.Batch> pending = Optional.empty();
  private boolean toPack;
  private long messages;
  private long bytes;
  private long commits;

  SinkRun(
      Settings settings,
      RunId run,
      SinkOptions options,
      Tree tree,
      Broker broker,
      Collection<Broker.TopicState> topics) {
    this.settings = settings;
    this.run = run;
    this.options = options;
    this.tree = tree;
    this.broker = broker;
    this.topics = topics;
    this.writing =
        new Writing(
            tree,
            options.limits(),
            options.packed(),
            settings.get(Settings.SINK_WRITERS).intValue());
    this.waiting =
        new Waiting(
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
    intake =
        new Intake(
            settings, run, broker, ledger.kafkaGroup(), options.topics(), options.acceptMissing());
    gathering = new Gathering(intake, Places.of(settings), options.limits());
    arrival = new Arrival(intake, topics, options.untilEnd());
    LOG.info(
        "sink run={} group={} path={} topics={}",
        run,
        ledger.kafkaGroup(),
        tree.path(),
        options.topics());
  }

  /** Goes on until its end, or until it is asked to end. */
  void run(BooleanSupplier asked) {
    while (!asked.getAsBoolean() && !isDone()) {
      attempt(() -> step(asked));
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
      write();
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
      pending = Optional.empty();
      intake.rewind();
    } catch (DamagedFileException e) {
      giveUp(e);
    } catch (IOException | TributaryException | KafkaException e) {
      if (!Passing.is(e)) {
        throw failure(e);
      }
      intake.idle(waiting.after(e));
      if (Passing.isOfLedger(e)) {
        attempt(this::reopen);
      }
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
    try {
      failed.close();
    } catch (TributaryException e) {
      LOG.debug("the connection that failed could not be closed run={}", run, e);
    }
  }

  private void step(BooleanSupplier asked) throws IOException {
    if (pending.isEmpty()) {
      if (intake.isWaiting()) {
        intake.begin(ledger);
        waiting.over();
      }
      boolean came = gathering.gather(Duration.ofMillis(settings.get(Settings.SINK_POLL_MS)));
      if (arrival.answers(came)) {
        waiting.over();
      }
      if (gathering.isTime() || (arrival.isReached() && gathering.isAnything())) {
        pending = Optional.of(gathering.batch());
      }
    }
    write();
    while (toPack && !asked.getAsBoolean()) {
      toPack = writing.pack(ledger);
    }
  }

  private void write() throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    Gathering.Batch batch = pending.get();
    if (gathering.holds(batch) && intake.isOfTheseTopics() && !batch.ranges().isEmpty()) {
      writing.write(ledger, batch.ranges(), batch.portions());
      intake.written(batch.ranges());
      messages += batch.messages();
      bytes += batch.bytes();
      commits++;
      toPack = options.packed();
      waiting.over();
    }
    pending = Optional.empty();
  }

  private boolean isDone() {
    return pending.isEmpty() && !toPack && arrival.isDone(ledger);
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
    writing.close();
    if (intake != null) {
      intake.close();
    }
    if (ledger != null) {
      ledger.close();
    }
  }
}
