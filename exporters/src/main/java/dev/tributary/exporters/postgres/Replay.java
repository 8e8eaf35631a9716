package dev.tributary.exporters.postgres;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.BatchSummary;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * Lands the offsets of a rejected batch anew; {@code batches replay} by the name of what it does.
 */
public final class Replay implements Verb {

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String summary() {
    return "lands the offsets of a rejected batch anew, after a fix";
  }

  @Override
  public String usage() {
    return "--dataset NAME --batch ID";
  }

  @Override
  public String example() {
    return "replay --dataset water --batch 17";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Verb.dataset("whose batch"))
        .addOption(
            Option.builder()
                .longOpt("batch")
                .hasArg()
                .argName("ID")
                .desc("the number of the rejected batch")
                .get());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) {
    Dataset dataset = run.dataset(arguments);
    long id = Batches.number(arguments.required("batch"));
    BatchSummary batch = run.ledger().landing().batch(id);
    if (dataset.feeds().stream().noneMatch(feed -> feed.name().equals(batch.feed()))) {
      throw new UsageException(
          "replay: batch %d is of %s, not of %s".formatted(id, batch.feed(), dataset.name()));
    }
    return Batches.replay(id, "", run);
  }
}
