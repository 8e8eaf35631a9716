package dev.tributary.exporters.metrics;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sink does, counted while it does it. Any thread may tell it anything at any time; telling
 * costs about a microsecond. What is counted can be had from a port ({@link #listen}) and shows as
 * lines of the log ({@link #logEvery}), each only if asked for.
 */
public final class SinkMetrics implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SinkMetrics.class);

  private final RunId run;
  private final LongSupplier clock;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Lags lags = new Lags();
  private final Series series;

  private Period period;
  private long knownPlaces;
  private MetricsPort port;
  private ScheduledExecutorService reporter;

  /**
   * @param group the consumer group of the sink
   * @param path the directory that it writes to
   */
  public SinkMetrics(RunId run, String group, String path) {
    this(run, group, path, System::nanoTime);
  }

  /**
   * @param clock nanoseconds that have passed since any time
   */
  SinkMetrics(RunId run, String group, String path, LongSupplier clock) {
    this.run = run;
    this.clock = clock;
    this.series = new Series(registry, run, group, path, lags);
    this.period = new Period(clock.getAsLong());
  }

  /**
   * Opens the port that {@code tributary.metrics.host} and {@code tributary.metrics.port} name, or
   * another if that one is taken. The log says which.
   *
   * @return its number
   * @throws TributaryException if the address is not one of this machine
   */
  public synchronized int listen(Settings settings) {
    if (port != null) {
      throw new IllegalStateException("the metrics have a port already");
    }
    port = MetricsPort.open(settings, registry, run);
    return port.number();
  }

  /** Logs a line of statistics so often, and a last one at the end. */
  public synchronized void logEvery(Duration time) {
    if (reporter != null) {
      throw new IllegalStateException("the statistics are logged already");
    }
    reporter = Executors.newSingleThreadScheduledExecutor(SinkMetrics::daemon);
    ScheduledFuture<?> unused =
        reporter.scheduleAtFixedRate(
            this::logUnlessClosed, time.toNanos(), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** So many messages of a topic were taken from Kafka. */
  public void messages(String topic, long n) {
    series.messages.labelValues(topic).inc(n);
    synchronized (this) {
      period.messages(n);
    }
  }

  /** A message was written to a buffer, this long after the poll that brought it. */
  public void buffered(long nanosSincePoll) {
    series.latency.observe(Unit.nanosToSeconds(Math.max(0, nanosSincePoll)));
    synchronized (this) {
      period.buffered(nanosSincePoll);
    }
  }

  /**
   * A batch was committed.
   *
   * @param places how many places its messages are of
   * @param nanos how long the commit took
   */
  public void batch(long messages, int places, long nanos) {
    series.batchMessages.observe((double) messages);
    series.batchPlaces.observe(places);
    series.commit.observe(Unit.nanosToSeconds(nanos));
    synchronized (this) {
      period.batch(messages);
    }
  }

  /**
   * Something went wrong.
   *
   * @param kind one of a few words, such as {@code hdfs}: each makes a series of its own for good
   */
  public void error(String kind) {
    series.errors.labelValues(kind).inc();
    synchronized (this) {
      period.error();
    }
  }

  /**
   * Something is tried again.
   *
   * @param kind as of {@link #error}
   */
  public void retry(String kind) {
    series.retries.labelValues(kind).inc();
    synchronized (this) {
      period.retry();
    }
  }

  /** A file was full or old, and another goes on in its place. */
  public void rolled() {
    series.rolled.inc();
  }

  /** So much is written and not yet committed. */
  public void uncommitted(long messages, long bytes) {
    series.bufferedMessages.set((double) messages);
    series.bufferedBytes.set((double) bytes);
  }

  /** So many places are known. */
  public void places(long known) {
    series.places.set((double) known);
    synchronized (this) {
      knownPlaces = known;
    }
  }

  /** So many files are open for writing. */
  public void writers(int open) {
    series.writers.set(open);
  }

  /** These are the consumer's partitions now; of others no lag is shown any more. */
  public void assigned(Collection<TopicPartition> partitions) {
    lags.assigned(partitions);
    // So that a topic's first message is seen as a rise.
    partitions.forEach(partition -> series.messages.labelValues(partition.topic()));
  }

  /** So many records of an assigned partition are in Kafka and not taken yet. */
  public void lag(TopicPartition partition, long records) {
    lags.set(partition, records);
  }

  /** Logs what was done since the line before, and begins anew. */
  synchronized void log() {
    long now = clock.getAsLong();
    LOG.info("statistics run={} {}", run, period.line(now, knownPlaces, lags.total()));
    period = new Period(now);
  }

  /** Closes the port at once and logs the last line, if they were asked for. */
  @Override
  public synchronized void close() {
    if (port != null) {
      port.close();
    }
    if (reporter != null && !reporter.isShutdown()) {
      reporter.shutdownNow();
      log();
    }
  }

  private synchronized void logUnlessClosed() {
    if (!reporter.isShutdown()) {
      log();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "sink-statistics");
    thread.setDaemon(true);
    return thread;
  }
}
