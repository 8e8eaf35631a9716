package dev.tributary.mapreduce.weather;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableBuilder;
import dev.tributary.mapreduce.build.TableUpdate;
import java.io.IOException;
import java.util.List;
import org.apache.commons.cli.Options;
import org.apache.hadoop.conf.Configuration;

/** Builds {@code weather_data}, of the partitions that changed; Parquet in any case. */
public final class WeatherData implements TableBuilder {

  private static final String DATASET = "weather";

  private final Configuration conf;

  public WeatherData(Configuration conf) {
    this.conf = conf;
  }

  @Override
  public String name() {
    return "WeatherData";
  }

  @Override
  public String dataset() {
    return DATASET;
  }

  @Override
  public List<BuiltTable> tables() {
    return List.of(new MessageTable(name()));
  }

  @Override
  public String summary() {
    return "the weather messages as they were landed, in Parquet (MapReduce)";
  }

  @Override
  public String usage() {
    return "[--again]";
  }

  @Override
  public String example() {
    return name();
  }

  @Override
  public Options options() {
    return new Options().addOption(TableUpdate.again());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws IOException, InterruptedException {
    if (!arguments.rest().isEmpty()) {
      throw new UsageException(
          "it takes no paths: it reads what the ledger lists, not '%s'"
              .formatted(String.join(" ", arguments.rest())));
    }
    MessageTable table = new MessageTable(name());
    return new TableUpdate(name(), conf)
        .run(
            table,
            table.definition().format(),
            run.catalog().dataset(DATASET),
            TableUpdate.again(arguments),
            run);
  }
}
