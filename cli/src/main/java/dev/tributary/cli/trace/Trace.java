package dev.tributary.cli.trace;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.ledger.TraceLedger;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableBuilder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;

/** Leads from a published figure back to the offsets it was made of, and from an offset on. */
public final class Trace implements Verb {

  private static final int LIMIT = 20;

  private final Configuration conf;
  private final List<TableBuilder> builders;

  /**
   * @param builders the verbs that build tables
   */
  public Trace(Configuration conf, List<TableBuilder> builders) {
    this.conf = conf;
    this.builders = List.copyOf(builders);
  }

  @Override
  public String name() {
    return "trace";
  }

  @Override
  public String summary() {
    return "from a published figure to its offsets, and from an offset to figures";
  }

  @Override
  public String usage() {
    return "TABLE KEY… [--limit N] | TOPIC PARTITION OFFSET";
  }

  @Override
  public String example() {
    return "trace water_site_year 1A1-103 LTM_ALTM 1992 PH_LAB";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(
            Option.builder()
                .longOpt("limit")
                .hasArg()
                .argName("N")
                .desc("show so many rows, files and offsets (" + LIMIT + "); all are counted")
                .get());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException {
    List<String> rest = arguments.rest();
    if (rest.isEmpty()) {
      throw new UsageException("name a TABLE and values of its KEY, or TOPIC PARTITION OFFSET");
    }
    int limit = arguments.count("limit").orElse(LIMIT);
    Report report = new Report(limit);
    TraceLedger ledger = run.ledger().trace();
    Outcome outcome;
    if (isMessage(rest) && ledger.knowsTopic(rest.get(0))) {
      outcome =
          new MessageTrace(conf, report)
              .of(
                  ledger.message(
                      rest.get(0),
                      Integer.parseInt(rest.get(1)),
                      Long.parseLong(rest.get(2)),
                      feeds(run),
                      reach(run)));
    } else {
      outcome =
          new FigureTrace(conf, run, builders, report)
              .of(rest.get(0), rest.subList(1, rest.size()));
    }
    if (!arguments.has("json")) {
      report.lines().forEach(run.out()::println);
    }
    return outcome;
  }

  /** A topic may have the name of a table; the ledger is asked which of both is meant. */
  private static boolean isMessage(List<String> rest) {
    return rest.size() == 3 && rest.get(1).matches("\\d{1,9}") && rest.get(2).matches("\\d{1,18}");
  }

  private static Map<String, Feed> feeds(Run run) {
    Map<String, Feed> feeds = new LinkedHashMap<>();
    for (Dataset dataset : run.catalog().datasets()) {
      dataset.feeds().forEach(feed -> feeds.put(feed.name(), feed));
    }
    return feeds;
  }

  private Map<String, Integer> reach(Run run) {
    Map<String, Integer> reach = new LinkedHashMap<>();
    for (TableBuilder builder : builders) {
      Dataset dataset = run.catalog().dataset(builder.dataset());
      for (BuiltTable table : builder.tables()) {
        reach.put(table.definition().name(), table.input(dataset).reach());
      }
    }
    return reach;
  }
}
