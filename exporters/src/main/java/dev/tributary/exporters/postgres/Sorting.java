package dev.tributary.exporters.postgres;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Range;
import dev.tributary.catalog.ledger.Arrival;
import dev.tributary.catalog.ledger.Duplicate;
import dev.tributary.catalog.ledger.Known;
import dev.tributary.catalog.ledger.LandedRow;
import dev.tributary.catalog.ledger.Ledger;
import dev.tributary.catalog.ledger.Quarantined;
import dev.tributary.catalog.ledger.Warning;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.exporters.source.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

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

  Arrival sort(List<Message> messages, List<OffsetRange> ranges, Instant startedAt) {
    Map<Coordinates, Inspection.Fit> fits = new HashMap<>();
    List<Quarantined> quarantined = new ArrayList<>();
    long bytes = 0;
    for (Message message : messages) {
      ConsumerRecord<byte[], byte[]> record = message.record();
      bytes += message.bytes();
      try {
        checkTime(record.timestamp());
        fits.put(message.at(), inspection.inspect(record.value()));
      } catch (Inspection.Unfit e) {
        quarantined.add(
            new Quarantined(
                message.at(),
                e.reason(),
                e.getMessage(),
                origin(record),
                record.key(),
                record.value()));
      }
    }
    Map<UUID, Known> known =
        ledger.known(feed, fits.values().stream().map(Inspection.Fit::identity).toList());
    List<LandedRow> rows = new ArrayList<>();
    List<Duplicate> duplicates = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>();
    Instant landedAt = Instant.now();
    for (Message message : messages) {
      Coordinates at = message.at();
      Inspection.Fit fit = fits.get(at);
      if (fit == null) {
        continue;
      }
      Known before = known.get(fit.identity());
      if (before != null && before.content().equals(fit.content())) {
        duplicates.add(new Duplicate(at, before.at()));
        continue;
      }
      int revision = before == null ? 1 : before.revision() + 1;
      known.put(fit.identity(), new Known(fit.identity(), fit.content(), revision, at));
      rows.add(
          new LandedRow(
              at,
              fit.identity(),
              fit.content(),
              revision,
              fit.event(),
              fit.dt(),
              Instant.ofEpochMilli(message.record().timestamp()),
              landedAt,
              fit.columns(),
              fit.json()));
      for (Range.Violation violation : fit.warnings()) {
        warnings.add(
            new Warning(at, violation.field(), violation.detail(), origin(message.record())));
      }
    }
    return new Arrival(ranges, rows, duplicates, quarantined, warnings, bytes, startedAt);
  }

  /** A producer that counts in microseconds is in a year that PostgreSQL does not take. */
  private static void checkTime(long timestamp) throws Inspection.Unfit {
    if (timestamp > LATEST) {
      throw new Inspection.Unfit(
          "not-storable", "the message's own time, %d, is after 9998".formatted(timestamp));
    }
  }

  private static String origin(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(SourceRecord.ORIGIN_HEADER);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8).replace("\u0000", "");
  }

  /** A message with its place. */
  record Message(Coordinates at, ConsumerRecord<byte[], byte[]> record) {

    /** Size of key and value. */
    long bytes() {
      return (long) Math.max(0, record.serializedKeySize())
          + Math.max(0, record.serializedValueSize());
    }
  }
}
