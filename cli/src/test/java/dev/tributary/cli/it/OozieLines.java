package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The lines of docs/oozie.md that ask Oozie, typed as they stand beside a job.properties. */
final class OozieLines {

  private final Path directory;
  private final String apps;
  private final List<String> lines;
  private final Set<String> untyped;

  OozieLines(Path directory, String apps) throws IOException {
    this.directory = directory;
    this.apps = apps;
    this.lines =
        Files.readAllLines(Path.of("../docs/oozie.md")).stream()
            .filter(line -> line.startsWith("oozie "))
            .toList();
    this.untyped = new LinkedHashSet<>(lines);
  }

  /** Those that were not. */
  Set<String> untyped() {
    return untyped;
  }

  /**
   * Types the line that holds a text.
   *
   * @return the id of the job that it has started
   */
  String start(String text) {
    String said = type(text, "none").strip();
    assertThat(said).startsWith("job: ");
    return said.substring("job: ".length());
  }

  /** Types the first line that holds a text, about a job; and returns what it prints. */
  String type(String text, String job) {
    String line =
        lines.stream()
            .filter(each -> each.contains(text))
            .findFirst()
            .orElseThrow(() -> new AssertionError(text + " is in none of " + lines));
    untyped.remove(line);
    Map<String, String> variables = Map.of("APPS", "${nameNode}" + apps, "JOB", job);
    String set =
        variables.entrySet().stream()
            .map(variable -> "%s='%s'".formatted(variable.getKey(), variable.getValue()))
            .collect(Collectors.joining("; "));
    return Shell.run("bash", "-c", "cd %s; %s; %s".formatted(directory, set, line)).ok().out();
  }
}
