package dev.tributary.mapreduce.water;

import dev.tributary.mapreduce.input.ReadTally;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.input.UnreadableLineException;
import dev.tributary.mapreduce.statistics.ValueCounts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;

/** Lines to measured values, each under its site, year and parameter; the join is made here. */
final class SampleMapper extends Mapper<LongWritable, Text, SiteYearKey, ValueCounts> {

  private final SiteYearKey key = new SiteYearKey();
  private final ValueCounts counts = new ValueCounts();
  private List<String> parameters;
  private Sites sites;
  private ReadTally tally;

  @Override
  protected void setup(Context context) throws IOException {
    Configuration conf = context.getConfiguration();
    parameters = JobSettings.parameters(conf);
    sites = Sites.read(conf, JobSettings.sites(conf));
    tally = new ReadTally(context);
  }

  @Override
  protected void map(LongWritable position, Text line, Context context)
      throws IOException, InterruptedException {
    if (isBlank(line)) {
      return;
    }
    tally.line();
    try {
      StoredRecord record = StoredRecord.parse(line);
      tally.place(record.coordinates());
      write(Sample.of(record.value(), parameters), context);
    } catch (UnreadableLineException e) {
      tally.unreadable(position, e);
    }
  }

  private void write(Sample sample, Context context) throws IOException, InterruptedException {
    if (!sites.has(sample.site(), sample.program())) {
      tally.unmatched();
    }
    key.setSample(sample, sites.state(sample.site(), sample.program()));
    for (Map.Entry<String, Double> measured : sample.values().entrySet()) {
      key.setParameter(measured.getKey());
      counts.clear();
      counts.add(measured.getValue());
      context.write(key, counts);
    }
  }

  private static boolean isBlank(Text line) {
    for (int i = 0; i < line.getLength(); i++) {
      if (line.getBytes()[i] > ' ' || line.getBytes()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void cleanup(Context context) {
    tally.close();
  }
}
