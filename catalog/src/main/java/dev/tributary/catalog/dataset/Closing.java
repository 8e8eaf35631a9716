package dev.tributary.catalog.dataset;

import java.time.Duration;

/**
 * When a partition is taken to be whole, for schedules that wait for that. Records of it that come
 * all the same land and dirty it as ever.
 *
 * @param after the events of every Kafka partition have come so far behind its end
 * @param idle a Kafka partition in which nothing has landed for so long, while others went on, is
 *     not waited for
 */
public record Closing(Duration after, Duration idle) {

  public Closing {
    if (idle.isZero()) {
      throw new IllegalArgumentException("partition.closes.idle '0' would wait for no partition");
    }
  }
}
