package dev.tributary.mapreduce.water;

import dev.tributary.mapreduce.statistics.ValueCounts;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Reducer;

/** Merges the counts of one key; running it never, once or often makes no difference. */
final class ValueCountsCombiner
    extends Reducer<SiteYearKey, ValueCounts, SiteYearKey, ValueCounts> {

  private final ValueCounts merged = new ValueCounts();

  @Override
  protected void reduce(SiteYearKey key, Iterable<ValueCounts> parts, Context context)
      throws IOException, InterruptedException {
    merged.clear();
    parts.forEach(merged::add);
    context.write(key, merged);
  }
}
