package dev.tributary.mapreduce.weather;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.DefaultParser;
import org.apache.hadoop.conf.Configuration;

/** A directory of messages, over which the jobs run on LocalJobRunner as a user starts them. */
final class WeatherRuns {

  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  final Configuration conf = new Configuration();
  private final Path directory;
  private int files;
  private int outputs;

  WeatherRuns(Path directory) {
    this.directory = directory;
    conf.set("fs.defaultFS", "file:///");
    conf.set("mapreduce.framework.name", "local");
    conf.set("hadoop.tmp.dir", directory.resolve("hadoop").toString());
    conf.setInt("mapreduce.task.io.sort.mb", 16);
    conf.setInt("mapreduce.client.progressmonitor.pollinterval", 20);
  }

  /** A file of messages, one a line. */
  WeatherRuns file(List<? extends JsonNode> messages) throws IOException {
    Path input = Files.createDirectories(directory.resolve("input"));
    String lines = messages.stream().map(message -> message + "\n").collect(Collectors.joining());
    Files.writeString(input.resolve(files++ + ".json"), lines);
    return this;
  }

  WeatherRuns file(JsonNode... messages) throws IOException {
    return file(List.of(messages));
  }

  WeatherRuns noFiles() throws IOException {
    for (; files > 0; files--) {
      Files.delete(directory.resolve("input").resolve(files - 1 + ".json"));
    }
    return this;
  }

  /** The job over all files. */
  Result run(Verb job, String... options) throws Exception {
    Path output = directory.resolve("output-" + outputs++);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(directory.resolve("input").toUri().toString());
    arguments.add(output.toUri().toString());
    Arguments given =
        new Arguments(new DefaultParser().parse(job.options(), arguments.toArray(String[]::new)));
    try (Run run = new Run(new RunId("test"), job.name(), "", new NoSettings(), NOWHERE)) {
      return new Result(output, job.run(given, run));
    }
  }

  private static final class NoSettings implements Settings {
    @Override
    public Optional<String> text(Setting<?> setting) {
      return Optional.empty();
    }
  }

  /** What a run has left. */
  record Result(Path output, Outcome outcome) {

    /** The rows of all text files, each parted into its values. */
    List<List<String>> rows() throws IOException {
      List<List<String>> rows = new ArrayList<>();
      try (Stream<Path> files = Files.list(output)) {
        for (Path file :
            files.filter(f -> f.getFileName().toString().startsWith("part-")).sorted().toList()) {
          Files.readAllLines(file).forEach(line -> rows.add(List.of(line.split("\t", -1))));
        }
      }
      return rows;
    }

    /** A figure of the outcome. */
    long fact(String name) {
      return (Long) outcome.facts().get(name);
    }

    /** Why records were left out. */
    List<String> reasons() {
      return ((List<?>) outcome.facts().get("examples"))
          .stream().map(example -> example.toString().replaceFirst("^.* byte \\d+: ", "")).toList();
    }
  }
}
