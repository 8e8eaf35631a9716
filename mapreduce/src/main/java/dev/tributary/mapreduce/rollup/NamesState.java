package dev.tributary.mapreduce.rollup;

import dev.tributary.catalog.table.KeyOrder;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;

/** How many records have each name. */
final class NamesState implements State {

  private final int slot;
  private final Map<String, Long> counts = new HashMap<>();

  NamesState(int slot) {
    this.slot = slot;
  }

  @Override
  public void add(Object[] row) {
    if (row[slot] != null) {
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
    to.add(KeyOrder.sorted(counts));
  }
}
