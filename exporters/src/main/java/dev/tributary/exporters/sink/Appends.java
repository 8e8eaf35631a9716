package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.SinkFile;
import dev.tributary.catalog.ledger.SinkLedger;
import dev.tributary.catalog.run.CrashPoint;
import dev.tributary.exporters.metrics.SinkMetrics;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.hadoop.fs.FSDataOutputStream;

/** Does work on many files, a few at a time: no more are ever open. */
final class Appends implements AutoCloseable {

  private final Tree tree;
  private final ExecutorService threads;
  private final SinkMetrics metrics;
  private final AtomicInteger open = new AtomicInteger();

  Appends(Tree tree, int writers, SinkMetrics metrics) {
    this.tree = tree;
    this.metrics = metrics;
    this.threads =
        Executors.newFixedThreadPool(
            writers,
            work -> {
              Thread thread = new Thread(work, "sink-writer");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Work on one of many. */
  interface Work<T> {
    void on(T one) throws IOException;
  }

  /** Adds each file's portion to it, on disk when this returns. */
  void append(List<SinkFile> files, Function<SinkFile, Portion> portions, SinkLedger.Hold hold)
      throws IOException {
    each(
        files,
        file -> {
          metrics.writers(open.incrementAndGet());
          try (FSDataOutputStream out = tree.open(file, hold)) {
            portions.apply(file).writeTo(out);
            out.hsync();
            CrashPoint.reached("sink.after-append");
          } finally {
            metrics.writers(open.decrementAndGet());
          }
        });
  }

  /** Does it with each; if one fails, those that have not begun are left. */
  <T> void each(Collection<T> all, Work<T> work) throws IOException {
    AtomicBoolean failed = new AtomicBoolean();
    List<Future<Void>> pending = new ArrayList<>();
    for (T one : all) {
      pending.add(
          threads.submit(
              () -> {
                if (!failed.get()) {
                  try {
                    work.on(one);
                  } catch (IOException | RuntimeException e) {
                    failed.set(true);
                    throw e;
                  }
                }
                return null;
              }));
    }
    IOException failure = null;
    for (Future<Void> each : pending) {
      try {
        each.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof IOException cause)) {
          throw e.getCause() instanceof RuntimeException mistake
              ? mistake
              : new IllegalStateException(e.getCause());
        }
        if (failure == null) {
          failure = cause;
        } else {
          failure.addSuppressed(cause);
        }
      } catch (InterruptedException e) {
        failed.set(true);
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while files were written");
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
