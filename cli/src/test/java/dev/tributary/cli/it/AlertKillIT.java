package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of a sink, one of them killed again and again in the midst of its work, and
 * PostgreSQL now and then.
 */
@ExtendWith(Stack.class)
final class AlertKillIT {

  private static final int KILLS = 20;
  private static final int PLACES = 12;
  private static final long DEADLINE_S = 120;
  private static final String TREE = "/user/hdfs/sinkkilled";

  @TempDir private static Path directory;

  private final Random random = new Random(11);

  @Test
  void twentyKillsLoseNothingAndDoubleNothing() throws Exception {
    Workspace workspace = new Workspace("sinkkilled", directory);
    AtomicBoolean enough = new AtomicBoolean();
    try (AlertTopics topics = new AlertTopics("sinkkilled", 3)) {
      Thread source = new Thread(() -> feed(topics, enough), "source");
      source.start();
      List<Process> instances = new ArrayList<>();
      try {
        instances.add(start(workspace, topics, 0, "first"));
        instances.add(start(workspace, topics, 1, "second"));
        for (int kill = 0; kill < KILLS; kill++) {
          int victim = random.nextInt(2);
          instances.get(victim).waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
          instances.get(victim).destroyForcibly().waitFor();
          assertThat(instances.get(victim).exitValue()).as("killed").isEqualTo(128 + 9);
          instances.set(victim, start(workspace, topics, victim, "kill-" + kill));
          if (kill % 7 == 3) {
            // In the midst of both's transactions: who hears of it last must not do harm.
            Stack.sandbox().kill(Service.POSTGRESQL);
            Stack.sandbox().start(Service.POSTGRESQL);
          }
        }
        enough.set(true);
        source.join();
        for (Process instance : instances) {
          instance.destroy();
          assertThat(instance.waitFor(DEADLINE_S, TimeUnit.SECONDS)).as("ends if asked").isTrue();
          assertThat(instance.exitValue()).isZero();
        }
      } finally {
        enough.set(true);
        source.join();
        instances.forEach(Process::destroyForcibly);
      }
      workspace.run("sink", arguments(topics, 0, "--until-end")).ok();
      AlertTree tree = AlertTree.at(TREE);
      tree.holdsOnce(topics.coordinates());
      assertThat(tree.files())
          .allMatch(file -> file.matches("FR/City-\\d+/alerts(-\\d+(-\\d+)?\\.json\\.gz|\\.json)"));
      assertThat(tree.files().size()).as("files were rolled").isGreaterThan(3 * PLACES);
      assertThat(
              workspace.sql(
                  """
                  SELECT sum(messages), count(*) FILTER (WHERE state = 'packing'),
                    (SELECT sum(messages) FROM tributary.sink_content),
                    (SELECT sum(next_offset - first_offset) FROM tributary.sink_position)
                  FROM tributary.sink_file"""))
          .containsExactly("%1$d|0|%1$d|%1$d".formatted(tree.lines().size()));
    }
  }

  /** Messages until there are enough, a few hundred a second. */
  private static void feed(AlertTopics topics, AtomicBoolean enough) {
    for (int i = 0; !enough.get() || i % 1_000 != 0; i++) {
      topics.send(
          i % 3 == 0 ? topics.geo() : topics.stream(),
          "FR-" + i,
          "{\"city\":\"City %d\",\"country\":\"France\",\"temperature\":%d,\"n\":%d}"
              .formatted(i * 7 % PLACES, i % 40, i));
      if (i % 20 == 0) {
        topics.flush();
        LockSupport.parkNanos(20_000_000);
      }
    }
    topics.flush();
  }

  /** Starts an instance and returns when it has begun to read or, if it need not, has written. */
  private Process start(Workspace workspace, AlertTopics topics, int slot, String name)
      throws Exception {
    Path log = directory.resolve(name + ".log");
    Process process =
        workspace.start(
            Map.of(), log.toFile(), "sink", arguments(topics, slot, "--verbose", "--follow"));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
    while (!Files.readString(log).contains("reading run=")) {
      assertThat(process.isAlive()).as("alive: %s", Files.readString(log)).isTrue();
      assertThat(System.nanoTime()).as(Files.readString(log)).isLessThan(deadline);
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return process;
  }

  private static String[] arguments(AlertTopics topics, int slot, String... more) {
    List<String> arguments =
        new ArrayList<>(
            topics.sink(
                TREE,
                "-Dtributary.sink.instance=slot-" + slot,
                "--batch-size",
                "20",
                "--flush-interval",
                "1",
                "--max-file-size",
                "20KB",
                "--compression",
                "gzip"));
    arguments.addAll(List.of(more));
    return arguments.toArray(new String[0]);
  }
}
