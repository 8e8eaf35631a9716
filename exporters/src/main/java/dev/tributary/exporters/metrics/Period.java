package dev.tributary.exporters.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** What was done between two lines of statistics. Not for more than one thread at once. */
final class Period {

  private static final String NONE = "-";

  private final long begun;
  private final Latencies latencies = new Latencies();
  private long messages;
  private long batches;
  private long batchMessages;
  private long largestBatch;
  private long errors;
  private long retries;

  /**
   * @param begun when, in nanoseconds of the clock that also tells its end
   */
  Period(long begun) {
    this.begun = begun;
  }

  void messages(long n) {
    messages += n;
  }

  void buffered(long nanos) {
    latencies.add(nanos);
  }

  void batch(long size) {
    batches++;
    batchMessages += size;
    largestBatch = Math.max(largestBatch, size);
  }

  void error() {
    errors++;
  }

  void retry() {
    retries++;
  }

  /**
   * Its figures as {@code key=value}; what there is none of, such as the latency of no messages, is
   * {@code -}.
   *
   * @param ended when, as it began
   */
  String line(long ended, long places, String lag) {
    double seconds = (ended - begun) / 1e9;
    return String.format(
        Locale.ROOT,
        "messages=%d messages_per_s=%s latency_ms_p50=%s latency_ms_p99=%s batches=%d"
            + " batch_messages_mean=%s batch_messages_max=%s places=%d errors=%d retries=%d lag=%s"
            + " seconds=%s",
        messages,
        seconds > 0 ? figure(messages / seconds) : NONE,
        millis(0.5),
        millis(0.99),
        batches,
        batches > 0 ? figure((double) batchMessages / batches) : NONE,
        batches > 0 ? largestBatch : NONE,
        places,
        errors,
        retries,
        lag,
        figure(seconds));
  }

  private String millis(double share) {
    return latencies.isEmpty() ? NONE : figure(latencies.quantile(share) / 1e6);
  }

  /** Four digits, and all of those before the point. */
  private static String figure(double value) {
    BigDecimal exact = new BigDecimal(value);
    int digits = Math.max(4, exact.precision() - exact.scale());
    BigDecimal rounded = exact.round(new MathContext(digits));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
