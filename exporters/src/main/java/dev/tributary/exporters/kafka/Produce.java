package dev.tributary.exporters.kafka;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.source.ExaminedFile;
import dev.tributary.exporters.source.RecordReader;
import dev.tributary.exporters.source.SourceFile;
import dev.tributary.exporters.source.SourceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Sends a source's records to Kafka, each once. */
public final class Produce implements Verb {

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
    return "--source workbook --dataset NAME [--reference NAME] [--sheet NAME] [--batch N]"
        + " [--pause TIME] [--dry-run | --again]"
        + " [--accept-removals] FILE";
  }

  @Override
  public String example() {
    return "produce --source workbook --dataset water samples/water/samples.csv.gz";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(option("source", "KIND", "workbook: an .xlsx workbook or delimited text"))
        .addOption(Verb.dataset("whose records they are"))
        .addOption(option("reference", "NAME", "the file is this reference of the dataset"))
        .addOption(option("sheet", "NAME", "the workbook's sheet, where several have rows"))
        .addOption(option("batch", "N", "messages in one transaction"))
        .addOption(option("pause", "TIME", "rest between two batches, such as 10s"))
        .addOption(
            Option.builder()
                .longOpt("dry-run")
                .desc("print the messages as JSON Lines; no broker is asked")
                .get())
        .addOption(
            Option.builder()
                .longOpt("accept-removals")
                .desc("remove also more than half of a reference's records, if FILE lacks them")
                .get())
        .addOption(Option.builder().longOpt("again").desc("send also what was sent before").get());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException {
    arguments.required("source");
    arguments.choice("source", "workbook", List.of("workbook"));
    Dataset dataset = run.dataset(arguments);
    Feed feed = arguments.text("reference").map(dataset::reference).orElse(dataset.feed());
    if (arguments.rest().size() != 1) {
      throw new UsageException("one FILE is to be named, not " + arguments.rest().size());
    }
    ExaminedFile file =
        new SourceFile(
                Path.of(arguments.rest().get(0)),
                arguments.text("sheet"),
                run.settings().get(Settings.SOURCE_MAX_INFLATION))
            .examine(feed, run.catalog().datasets());
    if (arguments.has("dry-run")) {
      return print(file, run);
    }
    long batch =
        arguments
            .count("batch")
            .map(Integer::longValue)
            .orElseGet(() -> run.settings().get(Settings.PRODUCE_BATCH_ROWS));
    Duration pause = arguments.duration("pause").orElse(Duration.ZERO);
    Production.Sent sent =
        new Production(run, file, batch, pause)
            .send(arguments.has("again"), arguments.has("accept-removals"));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("topic", feed.topic().name());
    facts.put("sent", sent.messages());
    facts.put("sent_before", sent.before());
    facts.put("removed", sent.removed());
    if (sent.messages() == 0) {
      return Outcome.done(
          "nothing to send: all %,d records of %s are in %s (--again sends them once more)"
              .formatted(sent.before(), file.name(), feed.topic().name()),
          facts);
    }
    return Outcome.done(
        "sent %,d records of %s to %s%s"
            .formatted(
                sent.messages(),
                file.name(),
                feed.topic().name(),
                (sent.before() > 0 ? "; %,d were there".formatted(sent.before()) : "")
                    + (sent.removed() > 0
                        ? "; removed %,d that it no longer has".formatted(sent.removed())
                        : "")),
        facts);
  }

  private static Outcome print(ExaminedFile file, Run run) throws IOException {
    long printed = 0;
    try (RecordReader records = file.records()) {
      for (Optional<SourceRecord> record = records.next();
          record.isPresent();
          record = records.next()) {
        run.out().print(record.get().json() + "\n");
        printed++;
      }
    }
    return Outcome.done(
        "%,d records of %s; nothing was sent".formatted(printed, file.name()),
        Map.of("printed", printed));
  }

  private static Option option(String name, String argument, String meaning) {
    return Option.builder().longOpt(name).hasArg().argName(argument).desc(meaning).get();
  }
}
