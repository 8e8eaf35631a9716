package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand places at once, in little memory and with few files open. */
@ExtendWith(Stack.class)
final class AlertCrowdIT {

  private static final int PLACES = 10_000;
  private static final int MESSAGES = 20_000;
  private static final String TREE = "/user/hdfs/sinkcrowd";
  private static final long DEADLINE_MINUTES = 10;

  @TempDir private static Path directory;

  @Test
  void tenThousandPlacesTakeNoMoreMemoryAndFilesThanOne() throws Exception {
    Workspace workspace = new Workspace("sinkcrowd", directory);
    Path log = directory.resolve("sink.log");
    try (AlertTopics topics = new AlertTopics("sinkcrowd", 3)) {
      for (int i = 0; i < MESSAGES; i++) {
        topics.send(
            topics.stream(),
            null,
            "{\"city\":\"City %d\",\"country\":\"FR\"}".formatted(i * 7L % PLACES));
      }
      topics.flush();
      Process sink =
          workspace.start(
              // Less than the messages of 10,000 writers, each with its buffer, would take.
              Map.of("HADOOP_CLIENT_OPTS", "-XX:TieredStopAtLevel=1 -Xmx96m"),
              log.toFile(),
              "sink",
              topics
                  .sink(TREE, "--until-end", "-Dtributary.sink.buffer.bytes=8MB")
                  .toArray(new String[0]));
      long most = 0;
      try {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(DEADLINE_MINUTES);
        while (!sink.waitFor(200, TimeUnit.MILLISECONDS)) {
          most = Math.max(most, openFiles(sink));
          assertThat(System.nanoTime()).as(Files.readString(log)).isLessThan(deadline);
        }
      } finally {
        sink.destroyForcibly();
      }
      assertThat(sink.exitValue()).as(Files.readString(log)).isZero();
      assertThat(most).as("files and connections open").isBetween(20L, 400L);
      AlertTree tree = AlertTree.at(TREE);
      tree.holdsOnce(topics.coordinates());
      assertThat(tree.places()).hasSize(PLACES).allMatch(place -> place.endsWith(" 2"));
    }
  }

  private static long openFiles(Process process) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return all.count();
    } catch (java.nio.file.NoSuchFileException e) {
      return 0; // it has ended
    }
  }
}
