package dev.tributary.catalog.dataset;

import java.util.List;

/**
 * A topic of a feed.
 *
 * @param partitions how many it is made with, if it is absent
 * @param key the fields whose values, parted by '/', are the Kafka key
 */
public record Topic(String name, int partitions, List<String> key) {

  public Topic {
    key = List.copyOf(key);
    if (partitions < 1) {
      throw new IllegalArgumentException("topic '" + name + "' needs 1 partition or more");
    }
  }
}
