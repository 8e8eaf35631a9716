package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A verb that runs while its test does something to what it stands on. */
final class Running implements AutoCloseable {

  private static final long DEADLINE_S = 180;

  private final Process process;
  private final Path log;

  /**
   * @param log where the process writes what it says
   */
  Running(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static Running start(Workspace workspace, Path log, String verb, String... arguments) {
    return new Running(workspace.start(Map.of(), log.toFile(), verb, arguments), log);
  }

  /** A condition that is to come true. */
  interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits for a condition; whoever has ended before has failed. */
  void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
    while (!condition.holds()) {
      assertThat(process.isAlive() || condition.holds()).as("%s: %s", what, said()).isTrue();
      assertThat(System.nanoTime()).as("%s: %s", what, said()).isLessThan(deadline);
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
  }

  /** Waits until it has said a line that holds what the pattern says. */
  void awaitLine(String pattern) throws Exception {
    await(pattern, () -> said().lines().anyMatch(line -> line.matches(".*" + pattern + ".*")));
  }

  /** Waits for its end. */
  int exitCode() throws Exception {
    assertThat(process.waitFor(DEADLINE_S, TimeUnit.SECONDS)).as(said()).isTrue();
    return process.exitValue();
  }

  /** Asks it to end, as SIGTERM does. */
  void ask() {
    process.destroy();
  }

  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
