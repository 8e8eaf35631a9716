package dev.tributary.exporters.kafka;

import dev.tributary.catalog.record.OffsetRanges;
import java.util.Map;

/**
 * What a topic holds.
 *
 * @param compacted whether Kafka removes messages that later ones of their key replace
 * @param partitions by number
 */
public record TopicOffsets(boolean compacted, Map<Integer, Partition> partitions) {

  /**
   * A partition.
   *
   * @param begin the first offset that has not aged out
   * @param end the one behind the last
   * @param records the offsets, of those that were asked for, with a committed message
   */
  public record Partition(long begin, long end, OffsetRanges records) {}
}
