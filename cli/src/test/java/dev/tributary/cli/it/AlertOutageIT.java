package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A sink while what it stands on is away: it waits, says so, and goes on. */
@ExtendWith(Stack.class)
final class AlertOutageIT {

  private static final String TREE = "/user/hdfs/sinkoutage";
  private static final long DEADLINE_S = 180;

  @TempDir private static Path directory;

  @Test
  void itWaitsSaysSoAndGoesOn() throws Exception {
    Workspace workspace = new Workspace("sinkoutage", directory);
    Path log = directory.resolve("sink.log");
    try (AlertTopics topics = new AlertTopics("sinkoutage", 2)) {
      Process sink =
          workspace.start(
              Map.of(),
              log.toFile(),
              "sink",
              topics
                  .sink(TREE, "--batch-size", "10", "--flush-interval", "1", "--verbose")
                  .toArray(new String[0]));
      try {
        await("it reads", sink, log, () -> said(log, "(?s).*reading run=.*"));
        send(topics, 0);
        await("the first", sink, log, () -> written(workspace) == 100);

        Shell.run("hdfs", "dfsadmin", "-safemode", "enter").ok();
        send(topics, 100);
        await(
            "it says that HDFS is in safe mode",
            sink,
            log,
            () -> said(log, "(?s).*waiting run=\\S+ seconds=\\d+: [^\n]*safe mode.*"));
        assertThat(written(workspace)).isEqualTo(100);
        Shell.run("hdfs", "dfsadmin", "-safemode", "leave").ok();
        await("what came in safe mode", sink, log, () -> written(workspace) == 200);

        Stack.sandbox().kill(Service.DATANODE2);
        send(topics, 200);
        await("what came without a DataNode", sink, log, () -> written(workspace) == 300);
        Stack.sandbox().start(Service.DATANODE2);

        send(topics, 300);
        await("what came before the broker went", sink, log, () -> written(workspace) == 400);
        Stack.sandbox().kill(Service.KAFKA);
        await(
            "it says that Kafka is away",
            sink,
            log,
            () ->
                said(
                    log,
                    "(?s).*waiting run=\\S+ seconds=\\d+: [^\n]*(Timeout|timeout|offsets|Kafka).*"));
        Stack.sandbox().start(Service.KAFKA);
        send(topics, 400);
        await("what came with the broker", sink, log, () -> written(workspace) == 500);

        Stack.sandbox().kill(Service.POSTGRESQL);
        send(topics, 500);
        await(
            "it says that PostgreSQL is away",
            sink,
            log,
            () -> said(log, "(?s).*waiting run=\\S+ seconds=\\d+: PostgreSQL.*"));
        Stack.sandbox().start(Service.POSTGRESQL);
        await("what came without PostgreSQL", sink, log, () -> written(workspace) == 600);

        sink.destroy();
        assertThat(sink.waitFor(DEADLINE_S, TimeUnit.SECONDS)).isTrue();
        assertThat(sink.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("sink: ended as asked; wrote 600 messages");
      } finally {
        sink.destroyForcibly();
        Stack.sandbox().up(); // also for the tests that follow a failure
        Shell.run("hdfs", "dfsadmin", "-safemode", "leave");
      }
      AlertTree.at(TREE).holdsOnce(topics.coordinates());
    }
  }

  private static void send(AlertTopics topics, int from) {
    for (int i = from; i < from + 100; i++) {
      topics.send(
          topics.stream(), null, "{\"city\":\"City %d\",\"country\":\"FR\"}".formatted(i % 5));
    }
    topics.flush();
  }

  private static long written(Workspace workspace) {
    return Long.parseLong(
        workspace.sql("SELECT coalesce(sum(messages), 0) FROM tributary.sink_file").get(0));
  }

  private static boolean said(Path log, String pattern) throws Exception {
    return Files.readString(log).matches(pattern);
  }

  /** A condition that is to come true. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Process sink, Path log, Condition condition)
      throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
    while (!condition.holds()) {
      assertThat(sink.isAlive()).as("%s: %s", what, Files.readString(log)).isTrue();
      assertThat(System.nanoTime()).as("%s: %s", what, Files.readString(log)).isLessThan(deadline);
      sink.waitFor(200, TimeUnit.MILLISECONDS);
    }
  }
}
