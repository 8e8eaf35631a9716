package dev.tributary.mapreduce.water;

import dev.tributary.mapreduce.input.RecordMapper;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.input.UnreadableLineException;
import dev.tributary.mapreduce.statistics.ValueCounts;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Samples to measured values, each under its site, year and parameter; the join is made here. */
final class SampleMapper extends RecordMapper<SiteYearKey, ValueCounts> {

  private final SiteYearKey key = new SiteYearKey();
  private final ValueCounts counts = new ValueCounts();
  private List<String> parameters;
  private Sites sites;

  @Override
  protected void setup(Context context) throws IOException {
    super.setup(context);
    Configuration conf = context.getConfiguration();
    parameters = JobSettings.parameters(conf);
    sites = Sites.read(conf, JobSettings.sites(conf));
  }

  @Override
  protected void map(StoredRecord record, Context context)
      throws IOException, InterruptedException, UnreadableLineException {
    Sample sample = Sample.of(record.value(), parameters);
    if (!sites.has(sample.site(), sample.program())) {
      tally().unmatched();
    }
    key.setSample(sample, sites.state(sample.site(), sample.program()));
    for (Map.Entry<String, Double> measured : sample.values().entrySet()) {
      key.setParameter(measured.getKey());
      counts.clear();
      counts.add(measured.getValue());
      context.write(key, counts);
    }
  }
}
