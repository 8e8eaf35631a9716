package dev.tributary.mapreduce.rollup;

import dev.tributary.catalog.table.KeyOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;

/** How many records have each name, or each text. */
final class NamesState implements State {

  private final int slot;
  private final Function<Map<String, Long>, Object> figure;
  private final Map<String, Long> counts = new HashMap<>();

  /**
   * @param figure makes the column's value of these counts
   */
  NamesState(int slot, Function<Map<String, Long>, Object> figure) {
    this.slot = slot;
    this.figure = figure;
  }

  /** The name with the greatest count, of several the least in UTF-8; null of none. */
  static String mostFrequent(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .min(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey(KeyOrder.UTF_8)))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  @Override
  public void add(Object[] row) {
    if (row[slot] instanceof String text) {
      counts.merge(text, 1L, Long::sum);
    } else if (row[slot] != null) {
      for (Object name : (List<?>) row[slot]) {
        counts.merge((String) name, 1L, Long::sum);
      }
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    WritableUtils.writeVInt(out, counts.size());
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      Text.writeString(out, entry.getKey());
      WritableUtils.writeVLong(out, entry.getValue());
    }
  }

  @Override
  public void merge(DataInput in) throws IOException {
    for (int left = WritableUtils.readVInt(in); left > 0; left--) {
      counts.merge(Text.readString(in), WritableUtils.readVLong(in), Long::sum);
    }
  }

  @Override
  public int size() {
    return counts.size();
  }

  @Override
  public void values(List<Object> to) {
    to.add(figure.apply(counts));
  }
}
