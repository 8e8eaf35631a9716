package dev.tributary.catalog.ledger;

import java.util.Map;
import java.util.UUID;

/**
 * What has landed of some things, by identity.
 *
 * @param rejections how often messages of the feed had been rejected or replayed by then
 */
public record Knowledge(long rejections, Map<UUID, Known> things) {

  public Knowledge {
    things = Map.copyOf(things);
  }
}
