package dev.tributary.mapreduce.water;

import dev.tributary.mapreduce.input.ReadTally;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;

/** Rows of a site and year to the series of annual means that each belongs to. */
final class SeriesMapper extends Mapper<NullWritable, List<Object>, Text, YearMean> {

  private static final String PARAMETER = "tributary.water.series.parameter";

  private final Text key = new Text();
  private final YearMean mean = new YearMean();
  private Optional<String> only;
  private ReadTally tally;

  /** Leaves out the series of all other parameters. */
  static void only(String parameter, Configuration conf) {
    conf.set(PARAMETER, parameter);
  }

  /** A series as its reducer gets it: site, program, state ({@code ""} for none), parameter. */
  static List<String> series(Text key) {
    return GroupKey.parts(key);
  }

  /** The means of a series by year. A row for each year at most: so are they built. */
  static NavigableMap<Integer, Double> means(Iterable<YearMean> years) {
    TreeMap<Integer, Double> means = new TreeMap<>();
    for (YearMean year : years) {
      if (means.put(year.year(), year.mean()) != null) {
        throw new IllegalStateException("two rows of one series in year " + year.year());
      }
    }
    return means;
  }

  @Override
  protected void setup(Context context) {
    only = Optional.ofNullable(context.getConfiguration().get(PARAMETER));
    tally = new ReadTally(context);
  }

  @Override
  protected void map(NullWritable none, List<Object> row, Context context)
      throws IOException, InterruptedException {
    tally.line();
    SiteYear year = SiteYear.of(row);
    if (only.isPresent() && !only.get().equals(year.parameter())) {
      return;
    }
    key.set(GroupKey.of(year.site(), year.program(), year.state(), year.parameter()));
    mean.set(year.year(), year.n(), year.mean());
    context.write(key, mean);
  }

  @Override
  protected void cleanup(Context context) {
    tally.close();
  }
}
