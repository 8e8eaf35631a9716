package dev.tributary.catalog.record;

import java.util.Comparator;
import java.util.UUID;

/**
 * Where a record stands in Kafka, which names it on its whole way. Ordered by topic, partition and
 * offset.
 *
 * @param topicId Kafka's id of the topic: a topic deleted and made again is another topic
 */
public record Coordinates(UUID topicId, int partition, long offset)
    implements Comparable<Coordinates> {

  private static final Comparator<Coordinates> ORDER =
      Comparator.comparing(Coordinates::topicId)
          .thenComparingInt(Coordinates::partition)
          .thenComparingLong(Coordinates::offset);

  public Coordinates {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "partition " + partition + " and offset " + offset + " must not be negative");
    }
  }

  @Override
  public int compareTo(Coordinates other) {
    return ORDER.compare(this, other);
  }
}
