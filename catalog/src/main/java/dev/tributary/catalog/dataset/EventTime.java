package dev.tributary.catalog.dataset;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When the event of a record was.
 *
 * @param field the member that says it
 * @param zone the dataset's zone, whose days the partitions are: the member is then an instant,
 *     {@code 2025-03-30T01:00:00Z} or with another offset. Without a zone it is a local date and
 *     time, and stays as it is.
 */
public record EventTime(String field, Optional<ZoneId> zone) {

  /** The zone in which the dataset's times are shown. */
  public ZoneId shownIn() {
    return zone.orElse(ZoneOffset.UTC);
  }
}
