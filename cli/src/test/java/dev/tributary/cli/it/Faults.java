package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Verbs that are killed on purpose, and the table of what was survived, for the build's reader. */
final class Faults {

  /** As a shell shows a process that SIGKILL ended. */
  private static final int KILLED = 128 + 9;

  private static final Path TABLE = Path.of("target", "faults.txt");
  private static final List<String> SURVIVED = new ArrayList<>();

  private Faults() {}

  /** What a JVM is started with that is to die at this place; {@code :2} is the second time. */
  static Map<String, String> options(String point) {
    return Map.of("HADOOP_CLIENT_OPTS", "-XX:TieredStopAtLevel=1 -Dtributary.crash.point=" + point);
  }

  /** Waits for a verb's end, which it must have met at that place. */
  static void awaitKill(Process process, String point, Path log) throws Exception {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s ends", point).isTrue();
    assertThat(process.exitValue())
        .as("%s is reached: %s", point, Files.readString(log))
        .isEqualTo(KILLED);
  }

  /** Runs a verb that dies at that place. */
  static void kill(Workspace workspace, Path log, String point, String verb, String... arguments)
      throws Exception {
    Process process = workspace.start(options(point), log.toFile(), verb, arguments);
    try {
      awaitKill(process, point, log);
    } finally {
      process.destroyForcibly();
    }
  }

  /** What it left was put right, and the systems agree. */
  static void survived(String verb, String how) throws IOException {
    SURVIVED.add("%-14s %s".formatted(verb, how));
    List<String> table = new ArrayList<>(List.of("faults tried and survived: " + SURVIVED.size()));
    table.addAll(SURVIVED);
    Files.write(TABLE, table);
  }

  static void tell() throws IOException {
    if (!SURVIVED.isEmpty()) {
      System.out.println(Files.readString(TABLE));
    }
  }
}
