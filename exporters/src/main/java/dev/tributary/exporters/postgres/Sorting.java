package dev.tributary.exporters.postgres;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Range;
import dev.tributary.catalog.ledger.Arrival;
import dev.tributary.catalog.ledger.Duplicate;
import dev.tributary.catalog.ledger.Knowledge;
import dev.tributary.catalog.ledger.Known;
import dev.tributary.catalog.ledger.LandedRow;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.ledger.Quarantined;
import dev.tributary.catalog.ledger.Warning;
import dev.tributary.catalog.record.OffsetRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Sorts messages: new things and new contents of known ones become rows, what was said before a
 * duplicate, what cannot be landed goes to quarantine. A row's values that are to be looked at are
 * warned of; a duplicate's were.
 */
final class Sorting {

  private static final long LATEST = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli() - 1;

  private final Feed feed;
  private final Ledger ledger;
  private final Inspection inspection;

  Sorting(Feed feed, Ledger ledger, long maxBytes) {
    this.feed = feed;
    this.ledger = ledger;
    this.inspection = new Inspection(feed, maxBytes);
  }

  /** Sorts messages that come behind all that have landed. */
  Arrival sort(List<Message> messages, List<OffsetRange> ranges, Instant startedAt) {
    Arrival judged = judge(messages, ranges, startedAt);
    Knowledge knowledge =
        ledger.known(feed, judged.rows().stream().map(LandedRow::identity).toList());
    Map<UUID, Known> known = new HashMap<>(knowledge.things());
    List<LandedRow> rows = new ArrayList<>();
    List<Duplicate> duplicates = new ArrayList<>();
    for (LandedRow row : judged.rows()) {
      Known before = known.get(row.identity());
      if (before != null && before.says(row.content())) {
        duplicates.add(new Duplicate(row.at(), before.at()));
      } else {
        int revision = before == null ? 1 : before.revision() + 1;
        known.put(row.identity(), new Known(row.identity(), row.content(), revision, row.at()));
        rows.add(row.as(revision));
      }
    }
    return judged.sorted(rows, duplicates, knowledge.rejections());
  }

  /**
   * Tells what can be landed from what cannot: all that can are rows of revision 0, whatever has
   * landed, in the order of their coordinates.
   */
  Arrival judge(List<Message> messages, List<OffsetRange> ranges, Instant startedAt) {
    List<LandedRow> rows = new ArrayList<>();
    List<Quarantined> quarantined = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>();
    Instant landedAt = Instant.now();
    // So that a batch that is replayed is sorted in the same order.
    for (Message message : messages.stream().sorted(Comparator.comparing(Message::at)).toList()) {
      try {
        checkTime(message.sentMs());
        Inspection.Fit fit = inspection.inspect(message.value());
        rows.add(row(message, fit, landedAt));
        for (Range.Violation violation : fit.warnings()) {
          warnings.add(
              new Warning(message.at(), violation.field(), violation.detail(), message.source()));
        }
      } catch (Inspection.Unfit e) {
        quarantined.add(message.quarantined(e.reason(), e.getMessage()));
      }
    }
    long bytes = messages.stream().mapToLong(Message::bytes).sum();
    return new Arrival(ranges, rows, List.of(), quarantined, warnings, bytes, startedAt, 0);
  }

  private static LandedRow row(Message message, Inspection.Fit fit, Instant landedAt) {
    return new LandedRow(
        message.at(),
        fit.identity(),
        fit.content(),
        0,
        fit.event(),
        fit.dt(),
        Instant.ofEpochMilli(message.sentMs()),
        landedAt,
        fit.columns(),
        fit.json());
  }

  /** A producer that counts in microseconds is in a year that PostgreSQL does not take. */
  private static void checkTime(long timestamp) throws Inspection.Unfit {
    if (timestamp > LATEST) {
      throw new Inspection.Unfit(
          "not-storable", "the message's own time, %d, is after 9998".formatted(timestamp));
    }
  }
}
