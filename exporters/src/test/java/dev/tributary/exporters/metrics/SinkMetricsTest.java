package dev.tributary.exporters.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.run.RunId;
import dev.tributary.exporters.http.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SinkMetricsTest {

  private static final TopicPartition GEO = new TopicPartition("geo", 0);
  private static final TopicPartition ALERT = new TopicPartition("alert", 0);
  private static final Duration NEVER = Duration.ofDays(1);

  private final LogLines log = new LogLines();
  private final AtomicLong clock = new AtomicLong(-5_000_000_000L);
  private final SinkMetrics metrics = new SinkMetrics(new RunId("r1"), "g", "/d", clock::get);

  @AfterEach
  void stop() {
    metrics.close();
    log.close();
  }

  @Test
  void aLineTellsWhatWasDoneSinceTheOneBefore() {
    metrics.assigned(List.of(GEO, ALERT));
    metrics.messages("geo", 90);
    metrics.messages("alert", 10);
    // 99 of 16 ns and one of 31 ns, which are exact: p99 is still the 99th of them.
    for (int i = 0; i < 99; i++) {
      metrics.buffered(16);
    }
    metrics.buffered(31);
    metrics.batch(60, 3, 1);
    metrics.batch(40, 2, 1);
    metrics.batch(1, 1, 1);
    metrics.places(7);
    metrics.error("hdfs");
    metrics.retry("hdfs");
    metrics.retry("postgres");
    metrics.lag(GEO, 1_000);
    metrics.lag(ALERT, 234);
    clock.addAndGet(30_000_000_000L);
    metrics.log();
    metrics.messages("geo", 123_456);
    metrics.buffered(1L << 40);
    clock.addAndGet(500_000_000L);
    metrics.log();
    assertThat(statistics())
        .containsExactly(
            "statistics run=r1 messages=100 messages_per_s=3.333 latency_ms_p50=0.000016"
                + " latency_ms_p99=0.000016 batches=3 batch_messages_mean=33.67"
                + " batch_messages_max=60 places=7 errors=1 retries=2 lag=1234 seconds=30",
            // 2^40 ns are 1,099,512 ms; its bucket's middle is 1/32 more.
            "statistics run=r1 messages=123456 messages_per_s=246912 latency_ms_p50=1133871"
                + " latency_ms_p99=1133871 batches=0 batch_messages_mean=- batch_messages_max=-"
                + " places=7 errors=0 retries=0 lag=1234 seconds=0.5");
  }

  @Test
  void whatThereIsNoneOfIsALine() {
    metrics.log();
    assertThat(statistics())
        .containsExactly(
            "statistics run=r1 messages=0 messages_per_s=- latency_ms_p50=- latency_ms_p99=-"
                + " batches=0 batch_messages_mean=- batch_messages_max=- places=0 errors=0"
                + " retries=0 lag=- seconds=0");
  }

  @Test
  void theLagIsThatOfThePartitionsItHasNow() {
    metrics.assigned(List.of(GEO, ALERT));
    metrics.lag(GEO, 5);
    metrics.lag(ALERT, 70);
    metrics.assigned(List.of(ALERT));
    metrics.lag(GEO, 6);
    metrics.log();
    metrics.assigned(List.of());
    metrics.log();
    assertThat(statistics().stream().map(line -> value(line, "lag"))).containsExactly("70", "-");
  }

  @Test
  void theLastLineComesAtTheEndOnce() {
    metrics.logEvery(NEVER);
    metrics.messages("geo", 3);
    metrics.close();
    metrics.close();
    assertThat(statistics().stream().map(line -> value(line, "messages"))).containsExactly("3");
  }

  @Test
  void noLineComesUnlessAskedFor() {
    metrics.messages("geo", 3);
    metrics.close();
    assertThat(statistics()).isEmpty();
  }

  @Test
  void linesComeByThemselves() {
    metrics.logEvery(Duration.ofMillis(1));
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (statistics().size() < 3) {
      assertThat(System.nanoTime()).as("no third line").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void whatManyThreadsTellIsCountedOnceInOnePeriod() throws Exception {
    int threads = 8;
    int times = 5_000;
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      work.add(workers.submit(() -> work(times)));
    }
    while (!work.stream().allMatch(Future::isDone)) {
      metrics.log();
    }
    for (Future<?> each : work) {
      each.get();
    }
    workers.shutdown();
    metrics.log();
    long all = (long) threads * times;
    assertThat(sum("messages")).isEqualTo(2 * all);
    assertThat(sum("batches")).isEqualTo(all);
    assertThat(sum("errors")).isEqualTo(all);
    assertThat(sum("retries")).isEqualTo(all);
  }

  private void work(int times) {
    for (int i = 0; i < times; i++) {
      metrics.messages("geo", 2);
      metrics.buffered(i);
      metrics.batch(1, 1, i);
      metrics.error("hdfs");
      metrics.retry("hdfs");
    }
  }

  private List<String> statistics() {
    return log.lines().stream().filter(line -> line.startsWith("statistics ")).toList();
  }

  private long sum(String key) {
    return statistics().stream().mapToLong(line -> Long.parseLong(value(line, key))).sum();
  }

  private static String value(String line, String key) {
    Matcher found = Pattern.compile(" " + key + "=(\\S+)").matcher(line);
    assertThat(found.find()).as(line).isTrue();
    return found.group(1);
  }
}
