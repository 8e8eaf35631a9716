package dev.tributary.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.audit.FileContent;
import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.ledger.AuditedFeed;
import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.record.OffsetRanges;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two files of one partition, of ten records each. */
final class FilesAuditTest {

  private static final UUID TOPIC = UUID.fromString("0b1f6c1e-7f2c-4c1e-9b1a-3c9a6c1d2e3f");
  private static final String DT = "1992-01-01";
  private static final String DIRECTORY = "/user/hdfs/water/dt=1992-01-01";
  private static final String FIRST = DIRECTORY + "/water_00000001_000.json";
  private static final String SECOND = DIRECTORY + "/water_00000002_000.json";

  private final Map<String, FileContent> contents =
      new TreeMap<>(Map.of(FIRST, content(0, 10), SECOND, content(10, 20)));
  private OffsetRanges current = OffsetRanges.of(0, 20);
  private OffsetRanges rows = OffsetRanges.of(0, 30);
  private boolean awaitsRewrite;

  @Test
  void eachRecordIsInOneFile() {
    Findings findings = new Findings();
    assertThat(said(findings)).isEmpty();
    assertThat(findings.counted("in_hdfs")).isEqualTo(20);
    assertThat(findings.counted("files")).isEqualTo(2);
  }

  @Test
  void aFileThatIsGoneOrChangedIsToldWithItsRecords() {
    contents.remove(FIRST);
    contents.put(SECOND, content(10, 17));
    assertThat(said(new Findings()))
        .containsExactly("missing-file 0-9 " + FIRST, "changed-file 17-19 " + SECOND);
  }

  @Test
  void otherBytesOfTheSameRecordsAreAChange() {
    contents.put(FIRST, new FileContent(10, "other", 10, 0, records(0, 10), CoordinateSet.NONE));
    assertThat(said(new Findings())).containsExactly("changed-file null-null " + FIRST);
  }

  @Test
  void aCopyIsForeignAndItsRecordsAreDoubled() {
    String copy = DIRECTORY + "/copy.json";
    contents.put(copy, content(0, 10));
    assertThat(said(new Findings()))
        .containsExactly("doubled 0-9 " + copy, "foreign-file null-null " + copy);
  }

  @Test
  void aForeignFileIsToldWithWhatNoOtherHolds() {
    String other = DIRECTORY + "/other.json";
    contents.put(other, content(15, 23));
    assertThat(said(new Findings()))
        .containsExactly("doubled 15-19 " + other, "foreign-file 20-22 " + other);
  }

  @Test
  void filesOfAnExportThatWasKilledAreItsOwn() {
    contents.put(DIRECTORY + "/water_00000009_000.json", content(20, 30));
    Findings findings = new Findings();
    assertThat(said(findings)).isEmpty();
    assertThat(findings.counted("unfinished_files")).isEqualTo(1);
  }

  @Test
  void aLineThatStandsThereTwiceIsDoubled() {
    contents.put(FIRST, new FileContent(10, "sha", 11, 0, records(0, 10), records(4, 5)));
    assertThat(said(new Findings())).containsExactly("doubled 4-4 " + FIRST);
  }

  @Test
  void whatIsCurrentIsInAFileAndNothingElse() {
    current = OffsetRanges.of(3, 22);
    assertThat(said(new Findings()))
        .containsExactly("not-in-hdfs 20-21 " + DIRECTORY, "superseded-in-hdfs 0-2 " + DIRECTORY);
    // A row that PostgreSQL lost is told of beside Kafka, not here.
    rows = OffsetRanges.of(3, 30);
    assertThat(said(new Findings())).containsExactly("not-in-hdfs 20-21 " + DIRECTORY);
    awaitsRewrite = true;
    assertThat(said(new Findings())).isEmpty();
  }

  private List<String> said(Findings findings) {
    AuditedFeed feed =
        new AuditedFeed(
            Catalog.load(Optional.empty()).dataset("water").feed(),
            List.of(new AuditedFeed.Position(TOPIC, "water-quality", 3, 100)),
            CoordinateSet.NONE,
            CoordinateSet.NONE,
            CoordinateSet.of(TOPIC, 3, rows),
            CoordinateSet.NONE,
            CoordinateSet.NONE,
            CoordinateSet.NONE,
            CoordinateSet.NONE,
            CoordinateSet.NONE,
            CoordinateSet.NONE,
            List.of(),
            new TreeMap<>(Map.of(DT, CoordinateSet.of(TOPIC, 3, current))),
            0,
            0,
            new TreeMap<>(
                Map.of(DT, new AuditedFeed.Partition(DT, 1, 2, DIRECTORY, awaitsRewrite))),
            List.of(
                new AuditedFeed.RecordedFile(DT, FIRST, 10, "sha", records(0, 10)),
                new AuditedFeed.RecordedFile(DT, SECOND, 10, "sha", records(10, 20))),
            Set.of(9L));
    new FilesAudit(feed, contents, findings).hold();
    return findings.discrepancies().stream()
        .map(each -> each.kind() + " " + each.from() + "-" + each.to() + " " + each.path())
        .toList();
  }

  private static FileContent content(long from, long until) {
    long lines = until - from;
    return new FileContent(lines, "sha", lines, 0, records(from, until), CoordinateSet.NONE);
  }

  private static CoordinateSet records(long from, long until) {
    return CoordinateSet.of(TOPIC, 3, OffsetRanges.of(from, until));
  }
}
