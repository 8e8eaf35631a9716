package dev.tributary.exporters.produce;

import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.exporters.source.FiniteSource;
import dev.tributary.exporters.source.SourceRecord;
import java.io.IOException;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** A kind of source, as {@code --source} names it. */
interface Source {

  String name();

  /** What it reads, for the help page. */
  String meaning();

  /** What stands behind {@code --source NAME}, for the help page. */
  String usage();

  /** The options that it takes; two kinds may share one. */
  Options options();

  /** Sends what it has that was not sent. */
  Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException;

  /** An option with an argument. */
  static Option option(String name, String argument, String meaning) {
    return Option.builder().longOpt(name).hasArg().argName(argument).desc(meaning).get();
  }

  /** An option that is there or not. */
  static Option flag(String name, String meaning) {
    return Option.builder().longOpt(name).desc(meaning).get();
  }

  /** Of every source that can be sent once. */
  static Option again() {
    return flag("again", "send also what was sent before");
  }

  /** Of every source of weather whose messages could be in any. */
  static Option units() {
    return option(
        "units",
        "UNITS",
        "of temperatures and wind speeds: metric (°C, m/s), standard (K, m/s), imperial (°F, mph)");
  }

  /** Of every source. */
  static Option dryRun() {
    return flag("dry-run", "print the messages as JSON Lines; no broker is asked");
  }

  /** Prints what a dry run is to show; returns how many messages there are. */
  static long print(FiniteSource source, Run run) throws IOException {
    long printed = 0;
    try (FiniteSource.Records records = source.records()) {
      for (Optional<SourceRecord> record = records.next();
          record.isPresent();
          record = records.next()) {
        run.out().print(record.get().json() + "\n");
        printed++;
      }
    }
    return printed;
  }
}
