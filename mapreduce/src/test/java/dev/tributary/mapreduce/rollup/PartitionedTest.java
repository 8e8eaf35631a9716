package dev.tributary.mapreduce.rollup;

import static dev.tributary.mapreduce.rollup.Field.integer;
import static dev.tributary.mapreduce.rollup.Field.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.mapreduce.table.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are kept by dt, of which a job builds some partitions. */
final class PartitionedTest {

  private static final Rollup BOATS =
      Rollup.named("boats")
          .groupBy(text("harbour"), text("hour"), integer("berth").withTotal())
          .partitionedBy("hour", 1)
          .count("boats", "number of boats");

  @TempDir private Path directory;
  private RollupRuns runs;

  @BeforeEach
  void begin() throws IOException {
    runs = new RollupRuns(directory);
  }

  @Test
  void theTableIsPartitionedAndKeepsItsColumns() {
    assertThat(BOATS.table().partitioned()).isTrue();
    assertThat(BOATS.table().columns())
        .extracting(column -> column.name())
        .containsExactly("harbour", "hour", "berth", "boats");
  }

  @Test
  void rowsLieInTheirDtWhateverTheDtOfTheirRecord() throws Exception {
    file("2026-03-01", boat("B", "2026-03-01 23", 1) + boat("A", "2026-03-02 00", 1));
    file("2026-03-02", boat("B", "2026-03-02 00", 1) + boat("B", "2026-03-01 23", 1));
    file("2026-03-03", boat("A", "2026-03-02 07", 2));
    RollupRuns.Result result = runs.built(BOATS, "2026-03-01", "2026-03-02");
    assertThat(result.rows("2026-03-01"))
        .containsExactly("B\t2026-03-01 23\t\\N\t2", "B\t2026-03-01 23\t1\t2");
    assertThat(result.rows("2026-03-02"))
        .containsExactly(
            "A\t2026-03-02 00\t\\N\t1", "A\t2026-03-02 00\t1\t1",
            "A\t2026-03-02 07\t\\N\t1", "A\t2026-03-02 07\t2\t1",
            "B\t2026-03-02 00\t\\N\t1", "B\t2026-03-02 00\t1\t1");
    assertThat(result.report().files())
        .extracting(OutputFile::dt)
        .containsExactly("2026-03-01", "2026-03-02");
  }

  /** What else the neighbours hold is in partitions that stay; those without rows have no file. */
  @Test
  void onlyTheDaysAskedForAreBuilt() throws Exception {
    for (int day = 1; day <= 4; day++) {
      file("2026-03-0" + day, boat("A", "2026-03-0%d 05".formatted(day), 1));
    }
    RollupRuns.Result result = runs.built(BOATS, "2026-02-28", "2026-03-02");
    assertThat(result.report().files()).extracting(OutputFile::dt).containsExactly("2026-03-02");
    assertThat(result.rows("2026-03-02")).hasSize(2);
    assertThat(result.report().records()).as("all are read and accounted for").isEqualTo(4);
    assertThat(result.report().unreadable()).isZero();
  }

  /** No build would read it: it must not be lost in silence. */
  @Test
  void aRowBeyondReachIsAFault() throws Exception {
    file("2026-03-01", boat("A", "2026-03-03 00", 1) + boat("A", "2026-02-28 00", 1));
    file("2026-03-02", boat("A", "2026-02-28 23", 1) + boat("A", "soon", 1));
    RollupRuns.Result result = runs.built(BOATS, "2026-02-28", "2026-03-01");
    assertThat(result.rows("2026-02-28")).hasSize(2);
    assertThat(result.examples())
        .containsExactly(
            "dt=2026-03-01/f.json byte 0: its row of 2026-03-03 is further from dt=2026-03-01 than"
                + " the table reaches",
            "dt=2026-03-02/f.json byte 0: its row of 2026-02-28 is further from dt=2026-03-02 than"
                + " the table reaches",
            "dt=2026-03-02/f.json byte 49: hour is no text that begins YYYY-MM-DD: \"soon\"");
  }

  @Test
  void overPathsEveryDayIsThereByDtFirst() throws Exception {
    runs.file(boat("A", "2026-03-02 00", 1) + boat("B", "1969-12-31 23", 1));
    runs.file(boat("B", "2026-03-01 23", 1));
    assertThat(runs.asIs(BOATS).rows())
        .filteredOn(row -> !row.contains("\\N"))
        .containsExactly(
            "B\t1969-12-31 23\t1\t1", "B\t2026-03-01 23\t1\t1", "A\t2026-03-02 00\t1\t1");
  }

  @Test
  void theSameBytesHoweverTheInputIsSplit() throws Exception {
    for (int day = 1; day <= 9; day++) {
      StringBuilder boats = new StringBuilder();
      for (int boat = 0; boat < 50; boat++) {
        String hour = "2026-03-%02d %02d".formatted(Math.max(1, day - boat % 2), boat % 7);
        boats.append(boat(boat % 3 == 0 ? "A" : "B", hour, boat % 4));
      }
      file("2026-03-0" + day, boats.toString());
    }
    String[] dts = {"2026-03-03", "2026-03-04", "2026-03-08"};
    RollupRuns.Result once = runs.built(BOATS, dts);
    runs.conf.setLong("mapreduce.input.fileinputformat.split.maxsize", 701);
    runs.conf.setLong("tributary.rollup.table.entries", 5);
    RollupRuns.Result again = runs.built(BOATS, dts);
    for (String dt : dts) {
      assertThat(again.rows(dt)).isEqualTo(once.rows(dt)).hasSizeGreaterThan(20);
    }
  }

  @Test
  void aWrongDeclarationSaysWhatToDo() {
    String advice = "rollup r: it is partitioned by day, so group by that text, without a total";
    Rollup rollup = Rollup.named("r").groupBy(text("a")).partitionedBy("day", 0).count("n", "");
    assertThatThrownBy(rollup::table).hasMessage(advice);
    for (Field day : List.of(integer("day"), text("day").withTotal())) {
      Rollup other = Rollup.named("r").groupBy(day).partitionedBy("day", 0).count("n", "");
      assertThatThrownBy(other::table).hasMessage(advice);
    }
  }

  private void file(String dt, String content) throws IOException {
    runs.file("dt=" + dt + "/f.json", content.getBytes(StandardCharsets.UTF_8));
  }

  private static String boat(String harbour, String hour, int berth) {
    return "{\"harbour\":\"%s\",\"hour\":\"%s\",\"berth\":%d}\n".formatted(harbour, hour, berth);
  }
}
