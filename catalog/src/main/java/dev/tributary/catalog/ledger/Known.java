package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;
import java.util.UUID;

/**
 * The latest of a thing that has landed.
 *
 * @param content a hash of the content that counts; null if all that landed of it was rejected
 * @param revision the highest number of a revision, of rejected ones too
 * @param at where that content came from; null as it is
 */
public record Known(UUID identity, UUID content, int revision, Coordinates at) {

  /** Whether it says that already. */
  public boolean says(UUID other) {
    return other.equals(content);
  }
}
