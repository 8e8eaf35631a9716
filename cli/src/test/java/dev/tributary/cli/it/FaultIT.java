package dev.tributary.cli.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each hop killed at every place where a kill could matter, and at random times. What it left is
 * put right by running it again: then the audit is clean, and the systems agree by a count of the
 * test's own.
 */
@ExtendWith(Stack.class)
final class FaultIT {

  /** How many kills at random times; {@code scripts/test --nightly} has more. */
  private static final int RANDOM_KILLS = Integer.getInteger("tributary.test.kills", 15);

  /** In the order in which data meet them; {@code :2} is the second time that a run passes. */
  private static final Map<String, List<String>> POINTS = points();

  @TempDir private static Path directory;

  private final Random random = new Random(23);

  private static Map<String, List<String>> points() {
    Map<String, List<String>> points = new LinkedHashMap<>();
    points.put("produce", List.of("produce.before-commit", "produce.after-commit"));
    points.put("land", List.of("land.before-commit", "land.after-commit"));
    points.put(
        "export",
        List.of(
            "export-plan.before-commit",
            "export-plan.after-commit",
            "export.before-renames",
            "export.after-rename",
            "export.after-renames",
            "export.after-removal",
            "export-record.before-commit",
            "export-record.after-commit"));
    points.put(
        "WaterMetrics",
        List.of(
            "build-plan.before-commit",
            "build-plan.after-commit",
            "build.before-job",
            "build.after-job",
            "build-record.before-commit",
            "build-record.after-commit:2"));
    points.put(
        "publish",
        List.of(
            "publish-raw.before-commit",
            "publish-raw.after-commit",
            "publish.before-alter",
            "publish.after-alter",
            "publish-record.before-commit",
            "publish-record.after-commit:2"));
    points.put("warehouse", List.of("warehouse.before-commit", "warehouse.after-commit"));
    return points;
  }

  @Test
  void aKillAtAnyPlaceIsMadeGoodByTheNextRun() throws Exception {
    FaultStage stage = new FaultStage("faultplaces", directory);
    Map<String, Iterator<String>> places = new LinkedHashMap<>();
    POINTS.forEach((verb, points) -> places.put(verb, points.iterator()));
    while (places.values().stream().anyMatch(Iterator::hasNext)) {
      Path file = stage.nextFile();
      for (Map.Entry<String, Iterator<String>> each : places.entrySet()) {
        String verb = each.getKey();
        if (each.getValue().hasNext()) {
          String point = each.getValue().next();
          stage.kill(point, verb, file);
          stage.run(verb, file);
          stage.agreesAfter(verb);
          stage.auditIsClean();
          Faults.survived(verb, "killed at " + point);
        } else {
          stage.run(verb, file);
        }
      }
      stage.agreesAfter("warehouse");
    }
  }

  @Test
  void killsAtAnyTimeAreMadeGoodByTheNextRun() throws Exception {
    FaultStage stage = new FaultStage("faulttimes", directory);
    long longest = 12_000;
    for (int kill = 0; kill < RANDOM_KILLS; kill++) {
      stage.run("produce", stage.nextFile());
      List<String> tried = new ArrayList<>();
      boolean again;
      do { // a second one during the repair too
        long after = 500 + random.nextLong(longest);
        long begin = System.nanoTime();
        Process pipeline = stage.start("pipeline", null);
        boolean ended = pipeline.waitFor(after, TimeUnit.MILLISECONDS);
        pipeline.destroyForcibly().waitFor();
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        tried.add("%s after %d ms".formatted(ended ? "had ended" : "killed", ms));
        longest = ended ? Math.max(2_000, ms) : longest;
        again = random.nextInt(3) == 0;
      } while (again);
      for (String verb : List.of("land", "export", "WaterMetrics", "publish", "warehouse")) {
        stage.run(verb, null);
      }
      stage.agreesAfter("warehouse");
      stage.auditIsClean();
      Faults.survived("pipeline", String.join(", ", tried));
    }
  }

  /** The table of faults, for whoever reads the log of the build. */
  @AfterAll
  static void tell() throws IOException {
    Faults.tell();
  }
}
