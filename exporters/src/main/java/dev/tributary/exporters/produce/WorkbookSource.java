package dev.tributary.exporters.produce;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.source.ExaminedFile;
import dev.tributary.exporters.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.cli.Options;

/** A file of rows. */
final class WorkbookSource implements Source {

  @Override
  public String name() {
    return "workbook";
  }

  @Override
  public String meaning() {
    return "an .xlsx workbook or delimited text";
  }

  @Override
  public String usage() {
    return "--dataset NAME [--reference NAME] [--sheet NAME] [--batch N] [--pause TIME]"
        + " [--dry-run | --again] [--accept-removals] FILE";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Verb.dataset("whose records they are"))
        .addOption(Source.option("reference", "NAME", "the file is this reference of the dataset"))
        .addOption(Source.option("sheet", "NAME", "the workbook's sheet, where several have rows"))
        .addOption(Source.option("batch", "N", "messages in one transaction"))
        .addOption(Source.option("pause", "TIME", "rest between two batches, such as 10s"))
        .addOption(Source.dryRun())
        .addOption(
            Source.flag(
                "accept-removals",
                "remove also more than half of a reference's records, if FILE lacks them"))
        .addOption(Source.again());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    Dataset dataset = run.dataset(arguments);
    Feed feed = arguments.text("reference").map(dataset::reference).orElse(dataset.feed());
    if (arguments.rest().size() != 1) {
      throw new UsageException("one FILE is to be named, not " + arguments.rest().size());
    }
    Path path = Path.of(arguments.rest().get(0));
    if (!arguments.has("dry-run")) {
      run.lineage()
          .begins(Movement.of(feed.name()).from(Location.file(path)).to(Location.topics(feed)));
    }
    ExaminedFile file =
        new SourceFile(
                path, arguments.text("sheet"), run.settings().get(Settings.SOURCE_MAX_INFLATION))
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
        new Production(run, file, new Tempo(batch, pause, 0))
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
    long printed = Source.print(file, run);
    return Outcome.done(
        "%,d records of %s; nothing was sent".formatted(printed, file.name()),
        Map.of("printed", printed));
  }
}
