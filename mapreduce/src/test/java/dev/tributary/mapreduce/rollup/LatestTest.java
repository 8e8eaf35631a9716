package dev.tributary.mapreduce.rollup;

import static dev.tributary.mapreduce.rollup.Field.integer;
import static dev.tributary.mapreduce.rollup.Field.text;
import static dev.tributary.mapreduce.rollup.Measure.SUM;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several states of one thing, which counts. */
final class LatestTest {

  private static final String TOPIC = "6f1c0b4e-6d1f-4f57-9a53-0f9f3b1f7c11";
  private static final Rollup ROLLUP =
      Rollup.named("r")
          .groupBy(text("kind"), integer("size").withTotal())
          .count("n", "")
          .measure(integer("v"), SUM)
          .latestOf("kind", "id")
          .by("at");

  @TempDir private Path directory;
  private RollupRuns runs;

  @BeforeEach
  void begin() throws IOException {
    runs = new RollupRuns(directory);
  }

  @Test
  void theLatestStateCounts() throws Exception {
    runs.file(
        state("1", "2026-01-02", 5) + state("1", "2026-01-10", 7) + state("2", "2026-01-01", 100));
    runs.file(state("1", "2026-01-09", 6));
    RollupRuns.Result result = runs.latest(ROLLUP);
    assertThat(result.rows()).containsExactly("a\t\\N\t2\t107", "a\t3\t2\t107");
    assertThat(result.report().superseded()).isEqualTo(2);
    assertThat(result.report().records()).isEqualTo(4);
  }

  @Test
  void asItIsEveryStateCounts() throws Exception {
    runs.file(state("1", "2026-01-02", 5) + state("1", "2026-01-10", 7));
    assertThat(runs.asIs(ROLLUP).rows()).containsExactly("a\t\\N\t2\t12", "a\t3\t2\t12");
  }

  @Test
  void aStateMayMoveToAnotherGroup() throws Exception {
    runs.file(
        state("1", "2026-01-02", 5)
            + state("1", "2026-01-03", 6).replace("\"size\":3", "\"size\":4"));
    assertThat(runs.latest(ROLLUP).rows()).containsExactly("a\t\\N\t1\t6", "a\t4\t1\t6");
  }

  @Test
  void withoutIdentityEachStandsForItself() throws Exception {
    String bare = "{\"kind\":\"a\",\"size\":3,\"at\":\"2026-01-02\",\"v\":1}\n";
    runs.file(bare + bare + state("1", "2026-01-02", 10) + state("1", "2026-01-02", 10));
    runs.file(bare.replace("}", ",\"id\":null}"));
    assertThat(runs.latest(ROLLUP).rows()).containsExactly("a\t\\N\t4\t13", "a\t3\t4\t13");
  }

  @Test
  void anIdentityIsOfItsType() throws Exception {
    runs.file(state("\"1\"", "2026-01-02", 1) + state("1", "2026-01-02", 2));
    runs.file(
        "{\"kind\":\"a\",\"id\":{},\"at\":\"2026-01-02\"}\n{\"kind\":\"a\",\"id\":3,\"at\":7}\n");
    RollupRuns.Result result = runs.latest(ROLLUP);
    assertThat(result.rows()).containsExactly("a\t\\N\t2\t3", "a\t3\t2\t3");
    assertThat(result.examples())
        .containsExactly(
            "1.json byte 0: id is no text or number: {}", "1.json byte 39: at is no text: 7");
  }

  @Test
  void aStateThatDoesNotSayWhenIsBeforeAllOthers() throws Exception {
    runs.file(state("1", "", 9).replace("\"at\":\"\",", "") + state("1", "0001", 7));
    assertThat(runs.latest(ROLLUP).rows()).containsExactly("a\t\\N\t1\t7", "a\t3\t1\t7");
  }

  /** 1: the later offset. 2: of two partitions, and 3: without offsets, the greater content. */
  @Test
  void equallyRecentStatesAreToldApartInWhateverOrderTheyCome() throws Exception {
    List<String> states = new ArrayList<>();
    states.add(enveloped(0, 8, state("1", "2026", 50)));
    states.add(enveloped(0, 9, state("1", "2026", 20)));
    states.add(enveloped(0, 3, state("1", "2025", 99)));
    states.add(enveloped(0, 5, state("2", "2026", 300)));
    states.add(enveloped(1, 4, state("2", "2026", 400)));
    states.add(enveloped(0, 4, state("2", "2026", 900)));
    states.add(state("3", "2026", 1000));
    states.add(state("3", "2026", 3000));
    states.add(state("3", "2026", 2000));
    // Two by two they would go round: offset 11 over 10, 10 over the bare one, that over 11.
    states.add(enveloped(0, 10, state("4", "2026", 30000)));
    states.add(state("4", "2026", 20000));
    states.add(enveloped(0, 11, state("4", "2026", 10000)));
    for (int turn = 0; turn < 5; turn++) {
      Collections.shuffle(states, new Random(turn));
      runs.noFiles().file(String.join("", states.subList(0, 6)));
      runs.file(String.join("", states.subList(6, 12)));
      RollupRuns.Result result = runs.latest(ROLLUP);
      assertThat(result.rows()).containsExactly("a\t\\N\t4\t23420", "a\t3\t4\t23420");
      assertThat(result.report().superseded()).isEqualTo(8);
    }
  }

  private static String state(String id, String at, int v) {
    return "{\"kind\":\"a\",\"size\":3,\"id\":%s,\"at\":\"%s\",\"v\":%d}\n".formatted(id, at, v);
  }

  private static String enveloped(int partition, long offset, String record) {
    return "{\"topic_id\":\"%s\",\"kafka_partition\":%d,\"kafka_offset\":%d,\"value\":%s}\n"
        .formatted(TOPIC, partition, offset, record.strip());
  }
}
