package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.OffsetRange;
import java.util.Map;
import java.util.UUID;

/** How far a sink has read. */
public interface SinkPositions {

  /**
   * A topic's partitions have an offset to go on from.
   *
   * @param beginnings where each partition begins that is not known yet
   * @return the offset to go on from, of every partition that is known
   */
  Map<Integer, Long> register(UUID topicId, String topic, Map<Integer, Long> beginnings);

  /** Offsets are gone from Kafka, and are gone past. */
  void skip(OffsetRange range);
}
