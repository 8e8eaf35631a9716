package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.OffsetRange;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one transaction lands: the offsets it accounts for, and what became of each message there.
 *
 * @param warnings of rows of it
 * @param bytes size of the messages, keys and values
 * @param startedAt when its first message was asked for
 * @param rejections how often messages of the feed had been rejected or replayed when these were
 *     sorted
 */
public record Arrival(
    List<OffsetRange> ranges,
    List<LandedRow> rows,
    List<Duplicate> duplicates,
    List<Quarantined> quarantined,
    List<Warning> warnings,
    long bytes,
    Instant startedAt,
    long rejections) {

  public Arrival {
    ranges = List.copyOf(ranges);
    rows = List.copyOf(rows);
    duplicates = List.copyOf(duplicates);
    quarantined = List.copyOf(quarantined);
    warnings = List.copyOf(warnings);
  }

  /**
   * The same with its rows told from its duplicates, of which nothing is warned.
   *
   * @param known how often messages had been rejected or replayed when that was told
   */
  public Arrival sorted(List<LandedRow> landed, List<Duplicate> repeated, long known) {
    Set<Coordinates> at = landed.stream().map(LandedRow::at).collect(Collectors.toSet());
    return new Arrival(
        ranges,
        landed,
        repeated,
        quarantined,
        warnings.stream().filter(warning -> at.contains(warning.at())).toList(),
        bytes,
        startedAt,
        known);
  }

  /** The same but for the messages at these coordinates. */
  Arrival without(Set<Coordinates> others) {
    return new Arrival(
        ranges,
        rows.stream().filter(row -> !others.contains(row.at())).toList(),
        duplicates,
        quarantined.stream().filter(message -> !others.contains(message.at())).toList(),
        warnings,
        bytes,
        startedAt,
        rejections);
  }

  /** The same without what cannot be landed, and of that size. */
  Arrival landable(long size) {
    return new Arrival(ranges, rows, duplicates, List.of(), warnings, size, startedAt, rejections);
  }

  /** How many messages it holds. */
  public int messages() {
    return rows.size() + duplicates.size() + quarantined.size();
  }
}
