package dev.tributary.exporters.metrics;

import dev.tributary.catalog.run.RunId;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.concurrent.TimeUnit;

/**
 * What Prometheus is told of a sink. All have the labels {@code group} and {@code path}, which stay
 * the same from run to run; the run is told apart, so that its name does not make new series of
 * all.
 */
final class Series {

  private static final Unit MESSAGES = new Unit("messages");
  private static final Unit PLACES = new Unit("places");
  private static final Unit RECORDS = new Unit("records");

  final Counter messages;
  final Summary latency;
  final Histogram batchMessages;
  final Histogram batchPlaces;
  final Histogram commit;
  final Counter errors;
  final Counter retries;
  final Counter rolled;
  final Gauge bufferedMessages;
  final Gauge bufferedBytes;
  final Gauge places;
  final Gauge writers;

  private final PrometheusRegistry registry;
  private final Labels sink;

  Series(PrometheusRegistry registry, RunId run, String group, String path, Lags lags) {
    this.registry = registry;
    this.sink = Labels.of("group", group, "path", path);
    Info.builder()
        .name("tributary_sink")
        .help("The run of this sink.")
        .constLabels(sink)
        .labelNames("run")
        .register(registry)
        .setLabelValues(run.value());
    messages = counter("messages", "Messages taken from Kafka.", "topic");
    latency =
        Summary.builder()
            .name("tributary_sink_latency")
            .unit(Unit.SECONDS)
            .help("Time from a message's poll to its buffered write, over the last minute.")
            .constLabels(sink)
            .withoutExemplars()
            .quantile(0.5, 0.01)
            .quantile(0.99, 0.001)
            .maxAgeSeconds(TimeUnit.MINUTES.toSeconds(1))
            .register(registry);
    batchMessages = histogram("batch", MESSAGES, "Messages of a committed batch.", 1, 4, 10);
    batchPlaces = histogram("batch", PLACES, "Places that a committed batch is of.", 1, 4, 8);
    commit =
        histogram("commit", Unit.SECONDS, "Time that the commit of a batch took.", 0.001, 2, 16);
    errors = counter("errors", "What went wrong, by kind.", "kind");
    retries = counter("retries", "What was tried again, by kind.", "kind");
    rolled = counter("rolled_files", "Files that were closed because they were full or old.");
    bufferedMessages = gauge("buffered", MESSAGES, "Messages written and not yet committed.");
    bufferedBytes = gauge("buffered", Unit.BYTES, "Size of what is written and not yet committed.");
    places = gauge("known", PLACES, "Places that messages have come of.");
    writers = gauge("open", new Unit("writers"), "Files open for writing.");
    callback("assigned", new Unit("partitions"), "Partitions that this consumer has now.")
        .callback(out -> out.call(lags.partitions()))
        .register(registry);
    callback("lag", RECORDS, "Records of a partition that are in Kafka and not taken yet.")
        .labelNames("topic", "partition")
        .callback(
            out ->
                lags.forEachKnown(
                    (of, lag) ->
                        out.call((double) lag, of.topic(), Integer.toString(of.partition()))))
        .register(registry);
    memory();
  }

  /** Under the names that Prometheus' own metrics of a JVM have, for dashboards that know them. */
  private void memory() {
    Runtime runtime = Runtime.getRuntime();
    GaugeWithCallback.builder()
        .name("jvm_memory_used")
        .unit(Unit.BYTES)
        .help("Memory of the JVM that is in use.")
        .labelNames("area")
        .callback(out -> out.call((double) (runtime.totalMemory() - runtime.freeMemory()), "heap"))
        .register(registry);
    GaugeWithCallback.builder()
        .name("jvm_memory_max")
        .unit(Unit.BYTES)
        .help("Memory that the JVM may use.")
        .labelNames("area")
        .callback(out -> out.call((double) runtime.maxMemory(), "heap"))
        .register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder()
        .name("tributary_sink_" + name)
        .help(help)
        .constLabels(sink)
        .withoutExemplars()
        .labelNames(labels)
        .register(registry);
  }

  private Gauge gauge(String name, Unit unit, String help) {
    return Gauge.builder()
        .name("tributary_sink_" + name)
        .unit(unit)
        .help(help)
        .constLabels(sink)
        .withoutExemplars()
        .register(registry);
  }

  private GaugeWithCallback.Builder callback(String name, Unit unit, String help) {
    return GaugeWithCallback.builder()
        .name("tributary_sink_" + name)
        .unit(unit)
        .help(help)
        .constLabels(sink);
  }

  /** Buckets up to {@code first}, and then each so many times as high. */
  private Histogram histogram(
      String name, Unit unit, String help, double first, double factor, int buckets) {
    return Histogram.builder()
        .name("tributary_sink_" + name)
        .unit(unit)
        .help(help)
        .constLabels(sink)
        .withoutExemplars()
        .classicOnly()
        .classicExponentialUpperBounds(first, factor, buckets)
        .register(registry);
  }
}
