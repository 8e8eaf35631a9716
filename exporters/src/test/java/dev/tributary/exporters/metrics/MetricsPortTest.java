package dev.tributary.exporters.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.exporters.http.LogLines;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class MetricsPortTest {

  private static final String SINK = "group=g,path=/d";

  private final SinkMetrics metrics = new SinkMetrics(new RunId("r1"), "g", "/d");

  @Test
  void whatASinkDoesCanBeRead() throws Exception {
    Scrape scrape;
    try (metrics) {
      int port = metrics.listen(settings("127.0.0.1", 0));
      TopicPartition geo = new TopicPartition("geo", 2);
      metrics.assigned(List.of(geo, new TopicPartition("alert", 0)));
      metrics.messages("geo", 5);
      metrics.messages("geo", 2);
      metrics.buffered(250_000_000);
      metrics.buffered(750_000_000);
      metrics.batch(7, 3, 1_500_000_000);
      metrics.error("hdfs");
      metrics.retry("hdfs");
      metrics.retry("postgres");
      metrics.retry("hdfs");
      metrics.rolled();
      metrics.uncommitted(4, 4_096);
      metrics.places(12);
      metrics.writers(9);
      metrics.lag(geo, 41);
      scrape = Scrape.of(port);
    }
    assertThat(scrape.values())
        .containsEntry("tributary_sink_info{" + SINK + ",run=r1}", 1.0)
        .containsEntry("tributary_sink_messages_total{" + SINK + ",topic=geo}", 7.0)
        .containsEntry("tributary_sink_messages_total{" + SINK + ",topic=alert}", 0.0)
        .containsEntry("tributary_sink_latency_seconds_count{" + SINK + "}", 2.0)
        .containsEntry("tributary_sink_latency_seconds_sum{" + SINK + "}", 1.0)
        .containsEntry("tributary_sink_latency_seconds{" + SINK + ",quantile=0.5}", 0.25)
        .containsEntry("tributary_sink_latency_seconds{" + SINK + ",quantile=0.99}", 0.75)
        .containsEntry("tributary_sink_batch_messages_sum{" + SINK + "}", 7.0)
        .containsEntry("tributary_sink_batch_messages_bucket{group=g,le=4.0,path=/d}", 0.0)
        .containsEntry("tributary_sink_batch_messages_bucket{group=g,le=16.0,path=/d}", 1.0)
        .containsEntry("tributary_sink_batch_places_sum{" + SINK + "}", 3.0)
        .containsEntry("tributary_sink_commit_seconds_sum{" + SINK + "}", 1.5)
        .containsEntry("tributary_sink_errors_total{group=g,kind=hdfs,path=/d}", 1.0)
        .containsEntry("tributary_sink_retries_total{group=g,kind=hdfs,path=/d}", 2.0)
        .containsEntry("tributary_sink_retries_total{group=g,kind=postgres,path=/d}", 1.0)
        .containsEntry("tributary_sink_rolled_files_total{" + SINK + "}", 1.0)
        .containsEntry("tributary_sink_buffered_messages{" + SINK + "}", 4.0)
        .containsEntry("tributary_sink_buffered_bytes{" + SINK + "}", 4_096.0)
        .containsEntry("tributary_sink_known_places{" + SINK + "}", 12.0)
        .containsEntry("tributary_sink_open_writers{" + SINK + "}", 9.0)
        .containsEntry("tributary_sink_assigned_partitions{" + SINK + "}", 2.0)
        .containsEntry("tributary_sink_lag_records{group=g,partition=2,path=/d,topic=geo}", 41.0)
        .doesNotContainKey("tributary_sink_lag_records{group=g,partition=0,path=/d,topic=alert}");
    assertThat(scrape.value("jvm_memory_used_bytes{area=heap}"))
        .isBetween(1e6, scrape.value("jvm_memory_max_bytes{area=heap}"));
  }

  @Test
  void eachMetricHasItsHelpAndType() throws Exception {
    Scrape scrape;
    try (metrics) {
      metrics.assigned(List.of(new TopicPartition("geo", 0)));
      metrics.error("hdfs");
      metrics.retry("hdfs");
      metrics.lag(new TopicPartition("geo", 0), 0);
      scrape = Scrape.of(metrics.listen(settings("127.0.0.1", 0)));
    }
    assertThat(scrape.types())
        .containsEntry("tributary_sink_info", "gauge")
        .containsEntry("tributary_sink_messages_total", "counter")
        .containsEntry("tributary_sink_latency_seconds", "summary")
        .containsEntry("tributary_sink_batch_messages", "histogram")
        .containsEntry("tributary_sink_batch_places", "histogram")
        .containsEntry("tributary_sink_commit_seconds", "histogram")
        .containsEntry("tributary_sink_errors_total", "counter")
        .containsEntry("tributary_sink_retries_total", "counter")
        .containsEntry("tributary_sink_rolled_files_total", "counter")
        .containsEntry("tributary_sink_buffered_messages", "gauge")
        .containsEntry("tributary_sink_buffered_bytes", "gauge")
        .containsEntry("tributary_sink_known_places", "gauge")
        .containsEntry("tributary_sink_open_writers", "gauge")
        .containsEntry("tributary_sink_assigned_partitions", "gauge")
        .containsEntry("tributary_sink_lag_records", "gauge")
        .containsEntry("jvm_memory_used_bytes", "gauge")
        .containsEntry("jvm_memory_max_bytes", "gauge")
        .hasSize(17);
    assertThat(scrape.helps()).containsOnlyKeys(scrape.types().keySet());
    assertThat(scrape.helps().values()).allMatch(help -> help.endsWith("."));
    assertThat(scrape.values().keySet().stream().map(MetricsPortTest::family))
        .allMatch(scrape.types()::containsKey);
  }

  @Test
  void anyPathCanBeALabel() throws Exception {
    String path = "hdfs://n:8020/a \"b\"\\c\nd,e=é}";
    try (SinkMetrics odd = new SinkMetrics(new RunId("r"), "g", path)) {
      Scrape scrape = Scrape.of(odd.listen(settings("127.0.0.1", 0)));
      assertThat(scrape.values())
          .containsKey("tributary_sink_info{group=g,path=" + path + ",run=r}");
    }
  }

  /** As Prometheus asks for them, by what it was told to. */
  @Test
  void whateverFormPrometheusAsksForIsAnswered() throws Exception {
    try (metrics) {
      int port = metrics.listen(settings("127.0.0.1", 0));
      for (String accept :
          List.of(
              "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5",
              "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited",
              "text/html")) {
        assertThat(Scrape.get(port, accept).statusCode()).as(accept).isEqualTo(200);
      }
    }
  }

  @Test
  void whereThePortIsTakenAnotherIsFoundAndTold() throws Exception {
    try (LogLines log = new LogLines();
        metrics;
        SinkMetrics other = new SinkMetrics(new RunId("r2"), "g", "/d")) {
      int first = metrics.listen(settings("127.0.0.1", 0));
      int second = other.listen(settings("127.0.0.1", first));
      assertThat(second).isNotEqualTo(first);
      assertThat(Scrape.of(first).values()).containsKey("tributary_sink_info{" + SINK + ",run=r1}");
      assertThat(Scrape.of(second).values())
          .containsKey("tributary_sink_info{" + SINK + ",run=r2}");
      assertThat(log.lines())
          .contains(
              "metrics run=r1 url=http://127.0.0.1:" + first + "/metrics",
              "metrics run=r2 url=http://127.0.0.1:" + second + "/metrics",
              ("metrics run=r2 port=%d cannot be had on 127.0.0.1 (Address already in use): at port"
                      + " %d instead; tributary.metrics.port names another")
                  .formatted(first, second));
    }
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    // 192.0.2.0/24 is for documentation: no machine has it.
    assertThatThrownBy(() -> metrics.listen(settings("192.0.2.1", 0)))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("metrics: cannot listen on '192.0.2.1'")
        .hasMessageEndingWith("set tributary.metrics.host to an address of this machine");
  }

  @Test
  void thePortEndsWithItsSinkAndHoldsNoJvmOpen() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    metrics.logEvery(Duration.ofDays(1));
    int port = metrics.listen(settings("127.0.0.1", 0));
    Scrape.of(port);
    assertThat(Thread.getAllStackTraces().keySet().stream().filter(each -> !before.contains(each)))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
    metrics.close();
    assertThatThrownBy(() -> Scrape.of(port)).isInstanceOf(ConnectException.class);
  }

  @Test
  void nothingListensUnlessAskedTo() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (metrics;
        SinkMetrics another = new SinkMetrics(new RunId("r2"), "g", "/d")) {
      another.messages("geo", 1);
      assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
          .filteredOn(name -> name.startsWith("prometheus-http") || name.equals("sink-statistics"))
          .isSubsetOf(before.stream().map(Thread::getName).toList());
    }
  }

  /** The name that a sample's help and type stand under. */
  private static String family(String series) {
    String name = series.substring(0, series.indexOf('{'));
    return Stream.of("_bucket", "_count", "_sum")
        .filter(name::endsWith)
        .findFirst()
        .map(suffix -> name.substring(0, name.length() - suffix.length()))
        .orElse(name);
  }

  private static Settings settings(String host, int port) {
    Map<String, String> texts =
        Map.of("tributary.metrics.host", host, "tributary.metrics.port", Integer.toString(port));
    return new Settings() {
      @Override
      public Optional<String> text(Setting<?> setting) {
        return Optional.ofNullable(texts.get(setting.name()));
      }
    };
  }
}
