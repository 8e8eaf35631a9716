package dev.tributary.cli.lineage;

import dev.tributary.catalog.run.RunId;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to one recipient, in their order and on a thread of its own: a run never waits for
 * it, but for a moment at its end.
 */
final class Courier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /** What a recipient may take at the end for what it has not taken yet. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What this machine may take to load classes: it depends on nobody else, and comes to an end. */
  private static final Duration PREPARATION = Duration.ofSeconds(20);

  /** Events that wait at most; a pipeline has about a dozen. */
  private static final int MOST = 1_000;

  private final RunId run;
  private final String name;
  private final ThreadPoolExecutor thread;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final AtomicInteger taken = new AtomicInteger();
  private int told;
  private Recipient recipient;
  private volatile String failure = "no answer in %d s".formatted(PATIENCE.toSeconds());

  /**
   * To one recipient.
   *
   * @param run whose events they are
   * @param name of the recipient
   * @param open prepares it, on the courier's thread
   */
  Courier(RunId run, String name, Supplier<Recipient> open) {
    this.run = run;
    this.name = name;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST),
            work -> {
              Thread daemon = new Thread(work, "lineage");
              daemon.setDaemon(true);
              return daemon;
            });
    thread.execute(
        () -> {
          try {
            recipient = open.get();
          } catch (RuntimeException | LinkageError e) {
            failure = e.toString();
          } finally {
            ready.countDown();
          }
        });
  }

  /** Takes an event, and does not wait. */
  void take(Event event) {
    told++;
    try {
      thread.execute(() -> deliver(event));
    } catch (RejectedExecutionException e) {
      failure = "%,d events wait already".formatted(MOST);
    }
  }

  private void deliver(Event event) {
    if (recipient == null) {
      return;
    }
    try {
      recipient.take(event);
      taken.incrementAndGet();
    } catch (Exception | LinkageError e) {
      failure = recipient.reason(e);
    }
  }

  /** Nothing more is to be taken. */
  void end() {
    thread.shutdown();
  }

  /** Waits no longer than it may, and tells what was lost. */
  @Override
  public void close() {
    end();
    // A run that was interrupted has something to tell, too.
    boolean interrupted = Thread.interrupted();
    try {
      if (ready.await(PREPARATION.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    thread.shutdownNow();
    int lost = told - taken.get();
    if (lost > 0) {
      LOG.warn("lineage run={} lost={} of={} to={}: {}", run, lost, told, name, failure);
    }
  }
}
