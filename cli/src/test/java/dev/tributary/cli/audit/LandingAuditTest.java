package dev.tributary.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.ledger.AuditedFeed;
import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.record.OffsetRanges;
import dev.tributary.exporters.kafka.TopicOffsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A partition in which offsets 0 to 99 were landed, 90 to 99 being a transaction's end. */
final class LandingAuditTest {

  private static final UUID TOPIC = UUID.fromString("0b1f6c1e-7f2c-4c1e-9b1a-3c9a6c1d2e3f");
  private static final OffsetRanges RECORDS = OffsetRanges.of(0, 90);

  private long next = 100;
  private OffsetRanges covered = OffsetRanges.of(0, 100);
  private OffsetRanges landed = OffsetRanges.of(0, 80);
  private OffsetRanges duplicates = OffsetRanges.of(80, 85);
  private OffsetRanges quarantined = OffsetRanges.of(85, 90);
  private OffsetRanges rejected = OffsetRanges.NONE;
  private OffsetRanges rejectedRanges = OffsetRanges.NONE;
  private List<AuditedFeed.Shortfall> shortfalls = List.of();

  @Test
  void eachOffsetIsOneThing() {
    Findings findings = hold(kafka(0, 120, RECORDS));
    assertThat(said(findings)).isEmpty();
    assertThat(counts(findings))
        .isEqualTo("landed 80 duplicate 5 quarantined 5 rejected 0 void 10 aged_out 0 pending 20");
  }

  @Test
  void aRowThatIsGoneIsLost() {
    landed = landed.minus(OffsetRanges.of(17, 19));
    assertThat(said(hold(kafka(0, 100, RECORDS)))).containsExactly("lost 17-18");
  }

  @Test
  void offsetsThatLandingPassedOverAreSkipped() {
    next = 130;
    Findings findings = hold(kafka(0, 130, RECORDS.plus(OffsetRanges.of(100, 130))));
    assertThat(said(findings)).containsExactly("skipped 100-129");
  }

  @Test
  void whatKafkaDoesNotHaveIsForeignUnlessItHasAgedOutOrWasCompacted() {
    OffsetRanges without = RECORDS.minus(OffsetRanges.of(40, 42));
    assertThat(said(hold(kafka(0, 100, without)))).containsExactly("foreign-row 40-41");
    TopicOffsets.Partition partition = new TopicOffsets.Partition(0, 100, without);
    assertThat(said(hold(Optional.of(new TopicOffsets(true, Map.of(3, partition)))))).isEmpty();
    Findings aged = hold(kafka(95, 100, OffsetRanges.NONE));
    assertThat(said(aged)).isEmpty();
    assertThat(counts(aged)).contains("landed 80", "void 5", "aged_out 5");
  }

  @Test
  void ofWhatHasAgedOutTheBatchesTellHowMuchIsMissing() {
    landed = landed.minus(OffsetRanges.of(7, 8));
    shortfalls = List.of(new AuditedFeed.Shortfall(12, TOPIC, 3, 0, 50, 1));
    assertThat(said(hold(kafka(60, 100, OffsetRanges.of(60, 90)))))
        .containsExactly("missing-row 0-49");
    assertThat(said(hold(Optional.empty()))).containsExactly("missing-row 0-49");
    assertThat(said(hold(kafka(0, 100, RECORDS)))).containsExactly("lost 7-7");
  }

  @Test
  void aTopicThatIsGoneLeavesWhatWasLanded() {
    Findings findings = hold(Optional.empty());
    assertThat(said(findings)).isEmpty();
    assertThat(findings.notes()).singleElement().asString().contains("is gone from Kafka");
    assertThat(counts(findings)).contains("landed 80", "void 10");
  }

  @Test
  void aRejectedBatchAccountsForItsMessages() {
    landed = OffsetRanges.of(0, 40);
    rejected = OffsetRanges.of(40, 80); // duplicates and quarantine of it were taken away
    duplicates = OffsetRanges.NONE;
    quarantined = OffsetRanges.NONE;
    rejectedRanges = OffsetRanges.of(40, 100);
    Findings findings = hold(kafka(0, 100, RECORDS));
    assertThat(said(findings)).isEmpty();
    assertThat(counts(findings)).contains("landed 40", "rejected 50", "void 10");
  }

  @Test
  void twoStatesAndTwoBatchesAreTold() {
    duplicates = OffsetRanges.of(79, 85);
    covered = OffsetRanges.of(0, 105);
    assertThat(said(hold(kafka(0, 105, RECORDS))))
        .containsExactly("covered-twice 100-104", "two-states 79-79");
  }

  @Test
  void kafkaThatEndsBeforeWhatWasLandedIsTold() {
    assertThat(said(hold(kafka(0, 95, RECORDS)))).containsExactly("kafka-behind 95-99");
  }

  private static Optional<TopicOffsets> kafka(long begin, long end, OffsetRanges records) {
    return Optional.of(
        new TopicOffsets(
            false,
            Map.of(
                3,
                new TopicOffsets.Partition(begin, end, records.and(OffsetRanges.of(begin, end))))));
  }

  private Findings hold(Optional<TopicOffsets> kafka) {
    Findings findings = new Findings();
    AuditedFeed.Position position = new AuditedFeed.Position(TOPIC, "water-quality", 3, next);
    AuditedFeed feed =
        new AuditedFeed(
            Catalog.load(Optional.empty()).dataset("water").feed(),
            List.of(position),
            set(covered),
            CoordinateSet.NONE,
            set(landed),
            set(duplicates),
            set(quarantined),
            set(rejected),
            set(rejectedRanges),
            CoordinateSet.NONE,
            CoordinateSet.NONE,
            shortfalls,
            new TreeMap<>(),
            0,
            0,
            new TreeMap<>(),
            List.of(),
            Set.of());
    new LandingAudit(feed, findings).hold(position, kafka);
    return findings;
  }

  private static CoordinateSet set(OffsetRanges offsets) {
    return CoordinateSet.of(TOPIC, 3, offsets);
  }

  private static List<String> said(Findings findings) {
    return findings.discrepancies().stream()
        .map(each -> each.kind() + " " + each.from() + "-" + each.to())
        .toList();
  }

  private static String counts(Findings findings) {
    StringBuilder counts = new StringBuilder();
    for (String state : AuditTable.OFFSET_STATES) {
      counts.append(counts.isEmpty() ? "" : " ").append(state).append(' ');
      counts.append(findings.counted(state));
    }
    return counts.toString();
  }
}
