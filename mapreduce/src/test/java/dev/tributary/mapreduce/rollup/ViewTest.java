package dev.tributary.mapreduce.rollup;

import static dev.tributary.mapreduce.rollup.Field.integer;
import static dev.tributary.mapreduce.rollup.Field.text;
import static dev.tributary.mapreduce.rollup.Measure.SUM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollups over what a view makes of the records. */
final class ViewTest {

  /** A voyage as its legs. */
  static final class Legs implements View {
    @Override
    public List<JsonNode> rows(JsonNode voyage) throws UnreadableLineException {
      if (voyage.path("sunk").asBoolean()) {
        throw new UnreadableLineException("it has sunk");
      }
      List<JsonNode> legs = new ArrayList<>();
      voyage.path("legs").forEach(legs::add);
      return legs;
    }
  }

  private static final Rollup LEGS =
      Rollup.named("legs")
          .over(Legs.class)
          .groupBy(text("to"))
          .count("legs", "")
          .measure(integer("miles"), SUM)
          .latestOf("ship")
          .withOptional("number")
          .by("at");

  @TempDir private Path directory;
  private RollupRuns runs;

  @BeforeEach
  void begin() throws IOException {
    runs = new RollupRuns(directory);
  }

  @Test
  void aRecordCountsAsTheRowsThatItsViewMakesOfIt() throws Exception {
    runs.file(voyage("A", "2026", leg("Rome", 5), leg("Oslo", 7), leg("Rome", 11)));
    runs.file(voyage("B", "2026", leg("Oslo", 100)) + voyage("C", "2026"));
    RollupRuns.Result result = runs.asIs(LEGS);
    assertThat(result.rows()).containsExactly("Oslo\t2\t107", "Rome\t2\t16");
    assertThat(result.report().records()).isEqualTo(3);
    assertThat(result.report().unreadable()).as("no rows are no fault").isZero();
  }

  @Test
  void aRowThatIsWrongLeavesItsRecordOutWhole() throws Exception {
    runs.file(
        voyage("A", "2026", leg("Rome", 5), leg("Oslo", 7).replace("7", "\"far\""))
            + voyage("B", "2026", leg("Rome", 1)).replace("{\"ship\"", "{\"sunk\":true,\"ship\"")
            + voyage("C", "2026", leg("Rome", 2)));
    for (RollupRuns.Result result : List.of(runs.asIs(LEGS), runs.latest(LEGS))) {
      assertThat(result.rows()).containsExactly("Rome\t1\t2");
      assertThat(result.report().unreadable()).isEqualTo(2);
      assertThat(result.examples())
          .containsExactly(
              "0.json byte 0: miles is no whole number within ±2^53: \"far\"",
              "0.json byte 86: it has sunk");
    }
  }

  @Test
  void theLatestStateCountsWithAllItsRowsOrWithNone() throws Exception {
    runs.file(voyage("A", "2026-01-01", leg("Rome", 1), leg("Oslo", 2), leg("Bari", 4)));
    runs.file(voyage("A", "2026-01-02", leg("Rome", 10), leg("Rome", 20)));
    runs.file(voyage("B", "2026-01-03") + voyage("B", "2026-01-02", leg("Rome", 1000)));
    RollupRuns.Result result = runs.latest(LEGS);
    assertThat(result.rows()).containsExactly("Rome\t2\t30");
    assertThat(result.report().superseded()).isEqualTo(2);
  }

  /** But a ship is required: two voyages of nobody's are two. And 7.0 is 7, as where it lands. */
  @Test
  void ofAnOptionalMemberToLackItIsAValueToo() throws Exception {
    runs.file(
        voyage("A", "2026-01-01", leg("Rome", 1)) + voyage("A", "2026-01-02", leg("Rome", 2)));
    runs.file(
        numbered("7", voyage("A", "2026-01-01", leg("Rome", 10)))
            + numbered("7.0", voyage("A", "2026-01-02", leg("Rome", 20)))
            + numbered("null", voyage("A", "2026-01-03", leg("Rome", 4)))
            + numbered("\"7\"", voyage("A", "2026-01-01", leg("Rome", 100)))
            + numbered("\"\"", voyage("A", "2026-01-01", leg("Rome", 200))));
    runs.file(voyage("A", "2026", leg("Rome", 1000)).replace("\"A\"", "null").repeat(2));
    RollupRuns.Result result = runs.latest(LEGS);
    assertThat(result.rows()).containsExactly("Rome\t6\t2324");
    assertThat(result.report().superseded()).isEqualTo(3);
  }

  private static String voyage(String ship, String at, String... legs) {
    return "{\"ship\":\"%s\",\"at\":\"%s\",\"legs\":[%s]}\n"
        .formatted(ship, at, String.join(",", legs));
  }

  private static String leg(String to, int miles) {
    return "{\"to\":\"%s\",\"miles\":%d}".formatted(to, miles);
  }

  private static String numbered(String number, String voyage) {
    return voyage.replace("\"at\"", "\"number\":" + number + ",\"at\"");
  }
}
