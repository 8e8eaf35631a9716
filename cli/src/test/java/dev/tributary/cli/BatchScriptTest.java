package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a schedule calls; a script stands in for the command, and tells what it was asked. */
final class BatchScriptTest {

  private static final Path SCRIPT = Path.of("../scripts/batch").toAbsolutePath().normalize();

  @TempDir private Path directory;

  private Path asked;

  @BeforeEach
  void writeCommand() throws IOException {
    asked = directory.resolve("asked");
    Path command = directory.resolve("tributary");
    Files.writeString(
        command,
        """
        #!/bin/bash
        echo "$*" >> %1$s
        while [[ $* == *weather && -e %1$s.hold ]]; do read -r -t 0.05 <> %1$s.fifo || true; done
        [[ $1 == audit ]] && exit "${AUDIT:-0}"
        exit "${PIPELINE:-0}"
        """
            .formatted(asked));
    assertThat(command.toFile().setExecutable(true)).isTrue();
  }

  private record Ended(int code, String said) {}

  private Process start(Map<String, String> variables, String... arguments) throws IOException {
    ProcessBuilder batch =
        new ProcessBuilder(
            Stream.concat(Stream.of(SCRIPT.toString()), Stream.of(arguments)).toList());
    batch.environment().put("JOURNAL_STREAM", "this test's");
    batch.environment().put("TRIBUTARY", directory.resolve("tributary").toString());
    batch.environment().put("TRIBUTARY_STATE", directory.resolve("state").toString());
    batch.environment().put("TRIBUTARY_TEXTFILES", directory.toString());
    batch.environment().putAll(variables);
    return batch.redirectErrorStream(true).start();
  }

  private Ended run(Map<String, String> variables, String... arguments) throws Exception {
    Process batch = start(variables, arguments);
    String said = new String(batch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(batch.waitFor(), said);
  }

  private String metric(String name) throws IOException {
    return Files.readAllLines(directory.resolve("tributary_batch_weather.prom")).stream()
        .filter(line -> line.startsWith("tributary_batch_" + name + "{dataset=\"weather\"} "))
        .map(line -> line.replaceFirst(".* ", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theDatasetIsDoneAndAudited() throws Exception {
    assertThat(run(Map.of(), "weather", "--format", "parquet").code()).isZero();
    assertThat(Files.readAllLines(asked))
        .containsExactly(
            "pipeline --landed --dataset weather --format parquet", "audit --dataset weather");
    assertThat(metric("exit_code")).isEqualTo("0");
    assertThat(Long.parseLong(metric("success_timestamp_seconds"))).isPositive();
  }

  @Test
  void aFailureIsTheExitCodeAndItIsAuditedAllTheSame() throws Exception {
    assertThat(run(Map.of("PIPELINE", "1", "AUDIT", "3"), "weather").code()).isEqualTo(1);
    assertThat(Files.readAllLines(asked)).hasSize(2);
    assertThat(run(Map.of("AUDIT", "3"), "weather").code()).isEqualTo(3);
    assertThat(metric("exit_code")).isEqualTo("3");
    assertThat(metric("success_timestamp_seconds")).as("there was none").isEqualTo("0");
  }

  @Test
  void metricsThatCannotBeWrittenChangeNothing() throws Exception {
    String absent = directory + "/absent";
    Ended ended = run(Map.of("TRIBUTARY_TEXTFILES", absent), "weather");
    assertThat(ended.code()).isZero();
    assertThat(ended.said())
        .isEqualTo("batch: cannot write %s/tributary_batch_weather.prom\n".formatted(absent));
    assertThat(run(Map.of("TRIBUTARY_TEXTFILES", absent, "AUDIT", "3"), "weather").code())
        .isEqualTo(3);
  }

  @Test
  void whatWasNotMissedIsNotCaughtUp() throws Exception {
    assertThat(run(Map.of(), "--missed", "3600", "weather").code()).as("there was none").isZero();
    assertThat(Files.readAllLines(asked)).hasSize(2);
    assertThat(run(Map.of(), "--missed", "3600", "weather").said())
        .matches("batch: none of weather was missed, the last one began \\d+ s ago\n");
    assertThat(Files.readAllLines(asked)).hasSize(2);
    run(Map.of(), "--missed", "0", "weather");
    assertThat(Files.readAllLines(asked)).hasSize(4);
  }

  @Test
  void twoAtATimeAreOne() throws Exception {
    Files.createFile(directory.resolve("asked.hold"));
    assertThat(new ProcessBuilder("mkfifo", asked + ".fifo").start().waitFor()).isZero();
    Process first = start(Map.of(), "weather");
    try {
      long deadline = System.nanoTime() + 30_000_000_000L;
      while (!Files.exists(asked)) {
        assertThat(System.nanoTime()).as("the first has begun").isLessThan(deadline);
        Thread.onSpinWait();
      }
      Ended second = run(Map.of(), "weather");
      assertThat(second.code()).isZero();
      assertThat(second.said())
          .isEqualTo("batch: another one of weather is at work, and takes all there is\n");
      assertThat(run(Map.of("PIPELINE", "0"), "water").said()).as("of another dataset").isEmpty();
    } finally {
      Files.delete(directory.resolve("asked.hold"));
      assertThat(first.waitFor()).isZero();
    }
    assertThat(Files.readAllLines(asked)).filteredOn(line -> line.endsWith("weather")).hasSize(2);
  }

  @Test
  void aWrongCallIsOne() throws Exception {
    for (String[] wrong :
        List.of(new String[0], new String[] {"../etc"}, new String[] {"--missed"})) {
      Ended ended = run(Map.of(), wrong);
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.said()).startsWith("usage: ");
    }
    assertThat(asked).doesNotExist();
  }
}
