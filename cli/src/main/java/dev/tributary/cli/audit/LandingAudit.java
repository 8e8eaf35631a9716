package dev.tributary.cli.audit;

import static dev.tributary.catalog.audit.Discrepancy.Kind.COVERED_TWICE;
import static dev.tributary.catalog.audit.Discrepancy.Kind.FOREIGN_ROW;
import static dev.tributary.catalog.audit.Discrepancy.Kind.KAFKA_BEHIND;
import static dev.tributary.catalog.audit.Discrepancy.Kind.LOST;
import static dev.tributary.catalog.audit.Discrepancy.Kind.MISSING_ROW;
import static dev.tributary.catalog.audit.Discrepancy.Kind.SKIPPED;
import static dev.tributary.catalog.audit.Discrepancy.Kind.TWO_STATES;

import dev.tributary.catalog.audit.Discrepancy;
import dev.tributary.catalog.ledger.AuditedFeed;
import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.record.OffsetRanges;
import dev.tributary.exporters.kafka.TopicOffsets;
import java.util.Optional;

/**
 * Holds a feed's rows against Kafka: each offset is landed, duplicate, quarantined, rejected, or
 * carries no record. Ranges of offsets are reckoned with, not offsets.
 */
record LandingAudit(AuditedFeed feed, Findings findings) {

  /**
   * A partition.
   *
   * @param topic as it is in Kafka; empty if it is there no more
   */
  void hold(AuditedFeed.Position position, Optional<TopicOffsets> topic) {
    Optional<TopicOffsets.Partition> kafka =
        topic.map(found -> found.partitions().get(position.partition()));
    Held held = new Held(position, feed);
    held.checkRanges(kafka);
    held.checkStates();
    OffsetRanges rejected;
    if (kafka.isPresent()) {
      rejected = held.checkRecords(kafka.get(), topic.get().compacted());
    } else {
      rejected = held.rejected;
      findings.count("void", held.covered.minus(held.accounted).count());
      findings.note(
          "topic %s (id %s) is gone from Kafka: what was landed of partition %d stays, %,d offsets"
              .formatted(
                  position.topic(),
                  position.topicId(),
                  position.partition(),
                  held.covered.count()));
    }
    held.checkShortfalls(kafka);
    findings.count("landed", held.landed.count());
    findings.count("duplicate", held.duplicates.count());
    findings.count("quarantined", held.quarantined.count());
    findings.count("rejected", rejected.count());
  }

  /** What PostgreSQL holds of a partition. */
  private final class Held {

    private final AuditedFeed.Position position;
    private final OffsetRanges covered;
    private final OffsetRanges landed;
    private final OffsetRanges duplicates;
    private final OffsetRanges quarantined;
    private final OffsetRanges rejected;
    private final OffsetRanges rejectedRanges;
    private final OffsetRanges strays;
    private final OffsetRanges accounted;
    private OffsetRanges lost = OffsetRanges.NONE;

    Held(AuditedFeed.Position position, AuditedFeed feed) {
      this.position = position;
      this.covered = of(feed.covered());
      this.landed = of(feed.landed());
      // Whatever becomes of its batch, a message that was landed is landed.
      this.duplicates = of(feed.duplicates());
      this.quarantined = of(feed.quarantined());
      this.rejected = of(feed.rejected()).minus(landed);
      this.rejectedRanges = of(feed.rejectedRanges());
      this.strays = of(feed.strays());
      this.accounted = landed.plus(duplicates).plus(quarantined).plus(rejected).plus(strays);
    }

    private OffsetRanges of(CoordinateSet set) {
      return set.of(position.topicId(), position.partition());
    }

    /** Batches stand end to end, from the first one up to where landing goes on. */
    void checkRanges(Optional<TopicOffsets.Partition> kafka) {
      long next = position.nextOffset();
      long first = covered.isEmpty() ? next : covered.first();
      long begin = kafka.isPresent() ? Math.min(first, kafka.get().begin()) : first;
      OffsetRanges landedUntil = OffsetRanges.of(begin, next);
      report(
          SKIPPED,
          landedUntil.minus(covered),
          "landing goes on behind it, and no batch accounts for it");
      report(
          COVERED_TWICE,
          covered.minus(landedUntil),
          "a batch accounts for it, and landing goes on before it, at " + next);
      report(COVERED_TWICE, of(feed.coveredTwice()), "more than one batch accounts for it");
    }

    void checkStates() {
      OffsetRanges twice =
          landed
              .and(duplicates)
              .plus(landed.and(quarantined))
              .plus(duplicates.and(quarantined))
              .plus(of(feed.twice()));
      report(TWO_STATES, twice, "it is more than one of landed, duplicate and quarantined");
      report(FOREIGN_ROW, strays.and(covered), "a row in %s, of no batch".formatted(table()));
      report(
          FOREIGN_ROW, accounted.minus(covered), "PostgreSQL has it, and no batch accounts for it");
    }

    /** What is rejected, as far as there is a record. */
    OffsetRanges checkRecords(TopicOffsets.Partition kafka, boolean compacted) {
      OffsetRanges records = kafka.records().and(covered);
      OffsetRanges there = covered.and(OffsetRanges.of(kafka.begin(), kafka.end()));
      lost = records.minus(accounted).minus(rejectedRanges);
      report(
          LOST,
          lost,
          "Kafka has it, and it is neither in %s nor duplicate, quarantined or rejected"
              .formatted(table()));
      if (!compacted) {
        report(
            FOREIGN_ROW,
            accounted.and(there).minus(records).minus(strays),
            "PostgreSQL has it, and Kafka has no such record");
      }
      report(
          KAFKA_BEHIND,
          OffsetRanges.of(kafka.end(), position.nextOffset()),
          "it was landed, and Kafka ends at " + kafka.end());
      OffsetRanges silent = covered.minus(records).minus(accounted);
      findings.count("void", silent.and(there).count());
      findings.count("aged_out", silent.minus(there).count());
      findings.count("pending", Math.max(0, kafka.end() - position.nextOffset()));
      return rejected.plus(rejectedRanges.and(records).minus(accounted));
    }

    /** What Kafka does not have any more, the batches' own numbers tell. */
    void checkShortfalls(Optional<TopicOffsets.Partition> kafka) {
      for (AuditedFeed.Shortfall shortfall : feed.shortfalls()) {
        boolean here =
            shortfall.topicId().equals(position.topicId())
                && shortfall.partition() == position.partition();
        OffsetRanges range = OffsetRanges.of(shortfall.from(), shortfall.until());
        long unexplained = shortfall.missing() - lost.and(range).count();
        if (here
            && unexplained > 0
            && (kafka.isEmpty() || shortfall.from() < kafka.get().begin())) {
          report(
              MISSING_ROW,
              range,
              "%,d rows of batch %d are gone from %s, and Kafka does not tell which"
                  .formatted(unexplained, shortfall.batch(), table()));
        }
      }
    }

    private String table() {
      return feed.feed().landingTable();
    }

    private void report(Discrepancy.Kind kind, OffsetRanges offsets, String detail) {
      CoordinateSet records = CoordinateSet.of(position.topicId(), position.partition(), offsets);
      findings.add(kind, records, feed::topic, null, detail);
    }
  }
}
