package dev.tributary.exporters.produce;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Sends a source's records to Kafka, each once. */
public final class Produce implements Verb {

  private static final List<Source> SOURCES =
      List.of(
          new WorkbookSource(),
          new PageSource(),
          new OpenWeatherSource(),
          new OpenMeteoSource(),
          new ReplaySource(),
          new SyntheticSource());

  @Override
  public String name() {
    return "produce";
  }

  @Override
  public String summary() {
    return "sends the records of a source to Kafka, each once";
  }

  @Override
  public String usage() {
    return SOURCES.stream()
        .map(source -> "--source " + source.name() + " " + source.usage())
        .collect(Collectors.joining("\n       tributary produce "));
  }

  @Override
  public String example() {
    return "produce --source workbook --dataset water samples/water/samples.csv.gz";
  }

  @Override
  public Options options() {
    Options options = new Options();
    options.addOption(
        Source.option(
            "source",
            "KIND",
            SOURCES.stream()
                .map(source -> source.name() + ": " + source.meaning())
                .collect(Collectors.joining("; "))));
    for (Source source : SOURCES) {
      source.options().getOptions().stream()
          .filter(option -> !options.hasLongOption(option.getLongOpt()))
          .forEach(options::addOption);
    }
    return options;
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    arguments.required("source");
    List<String> names = SOURCES.stream().map(Source::name).toList();
    String name = arguments.choice("source", names.get(0), names);
    Source source = SOURCES.get(names.indexOf(name));
    for (Option option : options().getOptions()) {
      String given = option.getLongOpt();
      if (arguments.has(given)
          && !given.equals("source")
          && !source.options().hasLongOption(given)) {
        throw new UsageException("--%s is not for --source %s".formatted(given, name));
      }
    }
    return source.run(arguments, run);
  }
}
