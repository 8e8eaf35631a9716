package dev.tributary.mapreduce.water;

import dev.tributary.mapreduce.statistics.ValueCounts;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.mapreduce.Reducer;

/** A row for each key. */
final class SiteYearReducer extends Reducer<SiteYearKey, ValueCounts, LocalDate, List<?>> {

  private final ValueCounts merged = new ValueCounts();

  @Override
  protected void reduce(SiteYearKey key, Iterable<ValueCounts> parts, Context context)
      throws IOException, InterruptedException {
    merged.clear();
    parts.forEach(merged::add);
    context.write(LocalDate.of(key.year(), 1, 1), SiteYears.row(key, merged));
  }
}
