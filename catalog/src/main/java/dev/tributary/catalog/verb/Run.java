package dev.tributary.catalog.verb;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.lineage.Lineage;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.Waiting;
import dev.tributary.catalog.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a verb works with. The ledger is opened when first asked for, and closed with the run. */
public final class Run implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Run.class);

  private final RunId id;
  private final String verb;
  private final String commandLine;
  private final Settings settings;
  private final PrintStream out;
  private final Failures failures;
  private final Lineage lineage;
  private Catalog catalog;
  private Ledger ledger;
  private boolean begun;

  /**
   * @param commandLine as the ledger keeps it
   * @param out takes results, and only results
   */
  public Run(RunId id, String verb, String commandLine, Settings settings, PrintStream out) {
    this(id, verb, commandLine, settings, out, Failures.FINAL, Lineage.NONE);
  }

  /**
   * @param commandLine as the ledger keeps it
   * @param out takes results, and only results
   * @param failures tells which are waited for
   * @param lineage is told what is read and written
   */
  public Run(
      RunId id,
      String verb,
      String commandLine,
      Settings settings,
      PrintStream out,
      Failures failures,
      Lineage lineage) {
    this.id = id;
    this.verb = verb;
    this.commandLine = commandLine;
    this.settings = settings;
    this.out = out;
    this.failures = failures;
    this.lineage = lineage;
  }

  public RunId id() {
    return id;
  }

  public Settings settings() {
    return settings;
  }

  public PrintStream out() {
    return out;
  }

  /** Whom to tell what is read and written. */
  public Lineage lineage() {
    return lineage;
  }

  /** Does a verb as a step of this run. */
  public Outcome step(Verb verb, Arguments arguments) throws IOException, InterruptedException {
    Lineage.Step step = lineage.step(verb.name());
    try {
      Outcome outcome = verb.run(arguments, this);
      step.ended(outcome.exitCode(), outcome.message());
      return outcome;
    } catch (IOException | InterruptedException | RuntimeException e) {
      step.failed(e);
      throw e;
    }
  }

  public Catalog catalog() {
    if (catalog == null) {
      catalog = Catalog.load(settings.text(Settings.CATALOG_DIR));
    }
    return catalog;
  }

  /** The dataset that {@code --dataset} names; there is no other way to name one. */
  public Dataset dataset(Arguments arguments) {
    return catalog().dataset(arguments.required("dataset"));
  }

  public Ledger ledger() {
    if (ledger == null) {
      ledger = Ledger.open(settings);
    }
    if (!begun) {
      ledger.begin(id, verb, commandLine);
      begun = true;
    }
    return ledger;
  }

  /**
   * Attempts at a step, for as long as {@code tributary.retry.limit} says.
   *
   * @param step the verb whose step it is
   */
  public Attempts attempts(String step) {
    Duration limit = settings.get(Settings.RETRY_LIMIT);
    return new Attempts(
        this,
        limit.isZero() ? Failures.FINAL : failures,
        new Waiting(step, id, Optional.of(limit)),
        pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()));
  }

  /** Attempts at what never ends, for as long as it takes. */
  public Attempts endlessAttempts(String step, Attempts.Rest rest) {
    return new Attempts(this, failures, new Waiting(step, id, Optional.empty()), rest);
  }

  /** Whoever asks for the ledger next has a new connection. */
  void forgetLedger() {
    if (ledger == null) {
      return;
    }
    Ledger forgotten = ledger;
    ledger = null;
    try {
      forgotten.close();
    } catch (TributaryException e) {
      LOG.debug("a connection that failed could not be closed run={}", id, e);
    }
  }

  /**
   * Writes down how the run ended, if it came as far as the ledger. If all is done it waits for the
   * ledger; a run that has failed may have waited before.
   */
  public void end(Outcome outcome) throws IOException, InterruptedException {
    if (!begun) {
      return;
    }
    try {
      write(outcome);
    } catch (TributaryException e) {
      // A run that went on for days may have outlived its connection.
      forgetLedger();
      if (outcome.exitCode() == 0) {
        attempts(verb).of(() -> write(outcome));
      } else {
        write(outcome);
      }
    }
  }

  private Outcome write(Outcome outcome) {
    ledger().end(id, outcome.exitCode(), outcome.message());
    return outcome;
  }

  @Override
  public void close() {
    forgetLedger();
  }
}
