package dev.tributary.cli;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Land, export, a dataset's jobs, publish and warehouse, one after the other under one run id. */
final class Pipeline implements Verb {

  private static final String LANDED = "landed";

  private final Verb land;
  private final Verb export;
  private final Map<String, List<Verb>> jobs;
  private final Verb publish;
  private final Verb warehouse;

  /**
   * A pipeline of the verbs given.
   *
   * @param jobs the jobs of the datasets that have some, by the dataset's name
   * @param warehouse for the datasets that declare one
   */
  Pipeline(Verb land, Verb export, Map<String, List<Verb>> jobs, Verb publish, Verb warehouse) {
    this.land = land;
    this.export = export;
    this.jobs = Map.copyOf(jobs);
    this.publish = publish;
    this.warehouse = warehouse;
  }

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String summary() {
    return "land, export, the dataset's jobs, publish and warehouse, under one run id";
  }

  @Override
  public String usage() {
    return "--dataset NAME [--landed | --create-topics] [--format text|parquet] [--via thrift|jdbc] [--accept-delta]";
  }

  @Override
  public String example() {
    return "pipeline --dataset water";
  }

  @Override
  public Options options() {
    Options options =
        new Options()
            .addOption(
                Option.builder()
                    .longOpt(LANDED)
                    .desc("begin with export, as where a service lands all the time")
                    .get());
    for (String name : List.of("dataset", "create-topics", "format", "via", "accept-delta")) {
      Stream.of(
              Stream.of(land, export),
              jobs.values().stream().flatMap(List::stream),
              Stream.of(publish))
          .flatMap(verbs -> verbs)
          .map(verb -> verb.options().getOption(name))
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(options::addOption);
    }
    return options;
  }

  /**
   * A step that ends with another code than 0 ends the pipeline: what follows would build on it.
   */
  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    if (arguments.has(LANDED) && arguments.has("create-topics")) {
      throw new UsageException("--landed lands nothing, and makes no topics");
    }
    Dataset dataset = run.dataset(arguments);
    List<Verb> verbs = new ArrayList<>(arguments.has(LANDED) ? List.of() : List.of(land));
    verbs.add(export);
    verbs.addAll(jobs.getOrDefault(dataset.name(), List.of()));
    verbs.add(publish);
    dataset.warehouse().ifPresent(schema -> verbs.add(warehouse));
    run.lineage().begins(Movement.of(dataset.name()));
    Map<String, Object> facts = new LinkedHashMap<>();
    StringBuilder lines = new StringBuilder("run " + run.id());
    for (Verb verb : verbs) {
      Outcome outcome = run.step(verb, arguments);
      facts.put(verb.name(), outcome.facts());
      lines.append("\n  ").append(verb.name()).append(": ").append(outcome.message());
      if (outcome.exitCode() != 0) {
        return new Outcome(outcome.exitCode(), lines.toString(), facts);
      }
    }
    return Outcome.done(lines.toString(), facts);
  }
}
