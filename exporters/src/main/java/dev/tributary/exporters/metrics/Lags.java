package dev.tributary.exporters.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.TopicPartition;

/** How far behind this consumer is, for each partition that it has. */
final class Lags {

  private static final long UNKNOWN = -1;

  private final Map<TopicPartition, Long> records = new ConcurrentHashMap<>();

  /** These are its partitions now: what is known of others is another consumer's business. */
  void assigned(Collection<TopicPartition> partitions) {
    records.keySet().retainAll(partitions);
    partitions.forEach(partition -> records.putIfAbsent(partition, UNKNOWN));
  }

  /** Notes a lag; of a partition that it has no longer, nothing. */
  void set(TopicPartition partition, long lag) {
    records.computeIfPresent(partition, (same, before) -> lag);
  }

  int partitions() {
    return records.size();
  }

  void forEachKnown(ObjLongConsumer<TopicPartition> action) {
    records.forEach(
        (partition, lag) -> {
          if (lag != UNKNOWN) {
            action.accept(partition, lag);
          }
        });
  }

  /** The sum of those known; {@code -} if none is. */
  String total() {
    long[] known = {UNKNOWN};
    forEachKnown((partition, lag) -> known[0] = Math.max(0, known[0]) + lag);
    return known[0] == UNKNOWN ? "-" : Long.toString(known[0]);
  }
}
