package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.OffsetRange;
import java.time.Instant;
import java.util.List;

/**
 * What one transaction lands: the offsets it accounts for, and what became of each message there.
 *
 * @param warnings of rows of it
 * @param bytes size of the messages, keys and values
 * @param startedAt when its first message was asked for
 */
public record Arrival(
    List<OffsetRange> ranges,
    List<LandedRow> rows,
    List<Duplicate> duplicates,
    List<Quarantined> quarantined,
    List<Warning> warnings,
    long bytes,
    Instant startedAt) {

  public Arrival {
    ranges = List.copyOf(ranges);
    rows = List.copyOf(rows);
    duplicates = List.copyOf(duplicates);
    quarantined = List.copyOf(quarantined);
    warnings = List.copyOf(warnings);
  }

  /** How many messages it holds. */
  public int messages() {
    return rows.size() + duplicates.size() + quarantined.size();
  }
}
