package dev.tributary.mapreduce.water;

import dev.tributary.mapreduce.input.ReadTally;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;

/** Rows of a site and year to the program's parameter that they are of, if it has methods. */
final class MethodMapper extends Mapper<NullWritable, List<Object>, Text, YearMean> {

  private final Text key = new Text();
  private final YearMean mean = new YearMean();
  private Methods methods;
  private ReadTally tally;

  @Override
  protected void setup(Context context) throws IOException {
    methods = JobSettings.methods(context.getConfiguration());
    tally = new ReadTally(context);
  }

  @Override
  protected void map(NullWritable none, List<Object> row, Context context)
      throws IOException, InterruptedException {
    tally.line();
    SiteYear year = SiteYear.of(row);
    if (!methods.of(new Methods.Use(year.program(), year.parameter())).isEmpty()) {
      key.set(GroupKey.of(year.program(), year.parameter()));
      mean.set(year.year(), year.n(), year.mean());
      context.write(key, mean);
    }
  }

  /** A year of no values for every use, so that methods without any have their rows as well. */
  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    mean.set(0, 0, 0);
    for (Methods.Use use : methods.uses()) {
      key.set(GroupKey.of(use.program(), use.parameter()));
      context.write(key, mean);
    }
    tally.close();
  }
}
