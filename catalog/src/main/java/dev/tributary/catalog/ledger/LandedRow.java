package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A record as it is landed.
 *
 * @param identity a hash of what makes it the thing it is
 * @param content a hash of the whole record
 * @param revision 1 for a new thing, more for each new content of it; 0 where it is not known yet
 * @param eventTime local time of the event; null in references
 * @param dt its partition
 * @param sentAt the message's own time, which its producer or the broker gave it
 * @param columns a value for each field of the schema, in its order, null where missing; none where
 *     the table shows the record alone
 * @param value the record as JSON
 */
public record LandedRow(
    Coordinates at,
    UUID identity,
    UUID content,
    int revision,
    LocalDateTime eventTime,
    String dt,
    Instant sentAt,
    Instant landedAt,
    List<Object> columns,
    String value) {

  /** The same as that revision. */
  public LandedRow as(int number) {
    return new LandedRow(
        at, identity, content, number, eventTime, dt, sentAt, landedAt, columns, value);
  }
}
