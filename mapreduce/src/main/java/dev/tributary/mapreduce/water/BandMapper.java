package dev.tributary.mapreduce.water;

import dev.tributary.mapreduce.input.RecordMapper;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.io.Text;

/** Samples to the band that each of the divided parameters is in. */
final class BandMapper extends RecordMapper<Text, BandCounts> {

  private final Text key = new Text();
  private final BandCounts counts = new BandCounts();
  private final List<String> parameters = ProgramParameters.parameters();

  @Override
  protected void map(StoredRecord record, Context context)
      throws IOException, InterruptedException, UnreadableLineException {
    Sample sample = Sample.of(record.value(), parameters);
    for (String parameter : parameters) {
      Bands bands = ProgramParameters.bands(parameter);
      Double value = sample.values().get(parameter);
      int missing = bands.names().size();
      counts.clear(missing + 1);
      counts.count(value == null ? missing : bands.indexOf(value));
      key.set(GroupKey.of(sample.program(), parameter));
      context.write(key, counts);
    }
  }
}
