package dev.tributary.exporters.produce;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.replay.Circumstances;
import dev.tributary.exporters.replay.ExaminedRecording;
import dev.tributary.exporters.replay.Recording;
import dev.tributary.exporters.replay.RefusedFileException;
import dev.tributary.exporters.weather.Place;
import dev.tributary.exporters.weather.Units;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of recorded answers about the weather. */
final class ReplaySource implements Source {

  private static final Logger LOG = LoggerFactory.getLogger(ReplaySource.class);

  private static final String DATASET = "weather";
  private static final List<String> KEY = List.of("country", "city");

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String meaning() {
    return "files of recorded OpenWeather answers";
  }

  @Override
  public String usage() {
    return "--units UNITS [--place CITY,CC] [--zone ZONE] [--dataset NAME] [--dry-run | --again]"
        + " FILE…";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Verb.dataset("whose records they are"))
        .addOption(Source.units())
        .addOption(
            Source.option(
                "place", "CITY,CC", "where records are of that do not say it, such as Yokohama,JP"))
        .addOption(
            Source.option(
                "zone", "ZONE", "how clocks go there, where records do not say it: Asia/Tokyo"))
        .addOption(Source.dryRun())
        .addOption(Source.again());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    Feed feed = run.catalog().dataset(arguments.text("dataset").orElse(DATASET)).feed();
    if (!feed.topic().key().equals(KEY)) {
      throw new UsageException(
          "dataset '%s' is not one of weather: its messages' key is not country and city"
              .formatted(feed.name()));
    } else if (arguments.rest().isEmpty()) {
      throw new UsageException("name one FILE or more");
    }
    Circumstances circumstances =
        new Circumstances(units(arguments), place(arguments), zone(arguments));
    long inflation = run.settings().get(Settings.SOURCE_MAX_INFLATION);
    if (!arguments.has("dry-run")) {
      run.lineage()
          .begins(
              Movement.of(feed.name())
                  .from(arguments.rest().stream().map(Path::of).map(Location::file).toList())
                  .to(Location.topics(feed)));
    }
    // Every file is looked for before any is read, and every one read before any is sent.
    List<Recording> recordings =
        arguments.rest().stream()
            .map(file -> new Recording(Path.of(file), circumstances, inflation))
            .toList();
    ReplayTally tally = new ReplayTally();
    List<ExaminedRecording> whole = examine(recordings, feed, tally, run);
    boolean dry = arguments.has("dry-run");
    for (ExaminedRecording recording : whole) {
      tally.taken(dry ? print(recording, run) : send(recording, arguments.has("again"), run));
    }
    return dry ? tally.outcome("printed", "") : tally.outcome("sent", feed.topic().name());
  }

  /** Those that are whole. */
  private static List<ExaminedRecording> examine(
      List<Recording> recordings, Feed feed, ReplayTally tally, Run run) {
    List<ExaminedRecording> whole = new ArrayList<>();
    for (Recording recording : recordings) {
      try {
        whole.add(
            recording.examine(
                feed,
                line -> {
                  LOG.warn("refused run={} {}", run.id(), line);
                  tally.refused(line);
                }));
      } catch (RefusedFileException e) {
        tally.failed(e.getMessage());
      }
    }
    return whole;
  }

  private static Production.Sent send(ExaminedRecording recording, boolean again, Run run)
      throws IOException, InterruptedException {
    if (recording.messages() == 0) {
      return new Production.Sent(0, 0, 0); // a topic is not made for errors alone
    }
    Tempo tempo = Tempo.ofBatches(run.settings().get(Settings.PRODUCE_BATCH_ROWS));
    return new Production(run, recording, tempo).send(again, false);
  }

  private static Production.Sent print(ExaminedRecording recording, Run run) throws IOException {
    return new Production.Sent(Source.print(recording, run), 0, 0);
  }

  private static Optional<Units> units(Arguments arguments) {
    List<String> names = Stream.of(Units.values()).map(Units::text).toList();
    return arguments.text("units").map(given -> Units.of(arguments.choice("units", given, names)));
  }

  private static Optional<Place> place(Arguments arguments) {
    return arguments
        .text("place")
        .map(
            text -> {
              int comma = text.lastIndexOf(','); // a city's name may have one, too
              try {
                return new Place(
                    text.substring(0, Math.max(comma, 0)).strip(),
                    text.substring(comma + 1).strip(),
                    Optional.empty());
              } catch (IllegalArgumentException e) {
                throw new UsageException(
                    "--place '%s' is no city and country such as Yokohama,JP: %s"
                        .formatted(text, e.getMessage()));
              }
            });
  }

  private static Optional<ZoneId> zone(Arguments arguments) {
    return arguments
        .text("zone")
        .map(
            text -> {
              try {
                return ZoneId.of(text);
              } catch (DateTimeException e) {
                throw new UsageException(
                    "--zone '%s' is no time zone such as Asia/Tokyo or +09:00".formatted(text));
              }
            });
  }
}
