package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Commands as a user types them, in the sandbox's environment. */
final class Shell {

  private static final long DEADLINE_MINUTES = 5;

  private Shell() {}

  /** Runs a command to its end. */
  static Result run(String... command) {
    return run(Arrays.asList(command));
  }

  static Result run(List<String> command) {
    return run(Map.of(), command);
  }

  /** The same with variables besides those of the sandbox. */
  static Result run(Map<String, String> variables, List<String> command) {
    Process process = start(variables, command);
    CompletableFuture<String> out = read(process.getInputStream());
    CompletableFuture<String> err = read(process.getErrorStream());
    try {
      if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
        throw new AssertionError(command + " has not ended in " + DEADLINE_MINUTES + " minutes");
      }
      // Read to the end first: destroying a process closes its streams, of one that has ended too.
      return new Result(command, process.exitValue(), out.join(), err.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Starts a command. */
  static Process start(Map<String, String> variables, List<String> command) {
    return start(variables, command, builder -> {});
  }

  /** Starts a command whose output of both kinds goes to a file. */
  static Process start(Map<String, String> variables, List<String> command, File log) {
    return start(
        variables, command, builder -> builder.redirectErrorStream(true).redirectOutput(log));
  }

  private static Process start(
      Map<String, String> variables, List<String> command, Consumer<ProcessBuilder> further) {
    // As long as env is resolved by the parent's PATH, the sandbox's commands are found through it.
    List<String> resolved = new ArrayList<>(List.of("/usr/bin/env"));
    resolved.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(resolved);
    builder.environment().putAll(Stack.environment());
    builder.environment().put("HADOOP_CLIENT_SKIP_UNJAR", "true");
    // Commands of a few seconds: what the second compiler gains it costs.
    builder.environment().put("HADOOP_CLIENT_OPTS", "-XX:TieredStopAtLevel=1");
    builder.environment().putAll(HadoopClasses.variables());
    builder.environment().putAll(variables);
    further.accept(builder);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletableFuture<String> read(InputStream in) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** How a command ended. */
  record Result(List<String> command, int exitCode, String out, String err) {

    /** Itself, if it ended well. */
    Result ok() {
      assertThat(exitCode).as("%s%n%s%s", command, out, err).isZero();
      return this;
    }

    /** What it said on stderr, without the lines of logs. */
    List<String> said() {
      return err.lines()
          .filter(line -> !line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:.*|\\s.*|SLF4J.*|"))
          .toList();
    }
  }
}
