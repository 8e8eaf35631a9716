package dev.tributary.catalog.verb;

import dev.tributary.catalog.ledger.BusyException;
import dev.tributary.catalog.ledger.FencedException;
import dev.tributary.catalog.run.Waiting;
import java.io.IOException;
import java.time.Duration;

/**
 * Work that is done again while what it needs is away. It must go on where it was: every hop asks
 * the ledger what is true before it does anything.
 */
public final class Attempts {

  /** What may fail for a while. */
  public interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /** How a pause is spent. */
  public interface Rest {
    void take(Duration pause) throws InterruptedException;
  }

  private final Run run;
  private final Failures failures;
  private final Waiting waiting;
  private final Rest rest;
  private boolean repeated;

  Attempts(Run run, Failures failures, Waiting waiting, Rest rest) {
    this.run = run;
    this.failures = failures;
    this.waiting = waiting;
    this.rest = rest;
  }

  /**
   * Does it until it is done, or has failed for too long, or for good. Nothing is kept of the
   * ledger between two attempts: neither its connection, which may be broken, nor its locks.
   */
  public <T> T of(Work<T> work) throws IOException, InterruptedException {
    while (true) {
      try {
        T done = work.run();
        waiting.over();
        return done;
      } catch (IOException | RuntimeException e) {
        if (!mayPass(e)) {
          throw e;
        }
        repeated = true;
        Duration pause = waiting.after(failures.line(e), e);
        run.forgetLedger();
        rest.take(pause);
      }
    }
  }

  /** Something is done that will not be done again: what fails after it has failed for no time. */
  public void progress() {
    waiting.over();
  }

  /**
   * A connection that broke may live on in the server for a while, with its locks and its last
   * transaction: whoever is in the way of a second attempt may be the first one.
   */
  private boolean mayPass(Exception failure) {
    boolean inTheWay = failure instanceof BusyException || failure instanceof FencedException;
    return failures.pass(failure) || (repeated && inTheWay);
  }
}
