package dev.tributary.catalog.verb;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import java.io.PrintStream;

/** What a verb works with. The ledger is opened when first asked for, and closed with the run. */
public final class Run implements AutoCloseable {

  private final RunId id;
  private final String verb;
  private final String commandLine;
  private final Settings settings;
  private final PrintStream out;
  private Catalog catalog;
  private Ledger ledger;

  /**
   * @param commandLine as the ledger keeps it
   * @param out takes results, and only results
   */
  public Run(RunId id, String verb, String commandLine, Settings settings, PrintStream out) {
    this.id = id;
    this.verb = verb;
    this.commandLine = commandLine;
    this.settings = settings;
    this.out = out;
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
      ledger.begin(id, verb, commandLine);
    }
    return ledger;
  }

  /** Writes down how the run ended, if it came as far as the ledger. */
  public void end(Outcome outcome) {
    if (ledger == null) {
      return;
    }
    try {
      ledger.end(id, outcome.exitCode(), outcome.message());
    } catch (TributaryException e) {
      // A run that went on for days may have outlived its connection.
      ledger.close();
      ledger = Ledger.open(settings);
      ledger.end(id, outcome.exitCode(), outcome.message());
    }
  }

  @Override
  public void close() {
    if (ledger != null) {
      ledger.close();
    }
  }
}
