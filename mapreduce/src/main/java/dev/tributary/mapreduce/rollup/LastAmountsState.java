package dev.tributary.mapreduce.rollup;

import dev.tributary.catalog.record.ShortestDecimal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;

/** What was said last of each period; of what was said at the same time, the greatest. */
final class LastAmountsState implements State {

  private final int amount;
  private final int period;
  private final int time;
  private final Map<String, Said> last = new HashMap<>();

  /** An amount and when it was said. */
  private record Said(long time, double amount) {

    static Said later(Said some, Said other) {
      int order = Long.compare(some.time, other.time);
      order = order == 0 ? Double.compare(some.amount, other.amount) : order;
      return order >= 0 ? some : other;
    }
  }

  /** With the slots of the three members. */
  LastAmountsState(int amount, int period, int time) {
    this.amount = amount;
    this.period = period;
    this.time = time;
  }

  @Override
  public void add(Object[] row) {
    if (row[amount] != null && row[period] != null && row[time] != null) {
      Said said = new Said((Long) row[time], (Double) row[amount]);
      last.merge((String) row[period], said, Said::later);
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    WritableUtils.writeVInt(out, last.size());
    for (Map.Entry<String, Said> entry : last.entrySet()) {
      Text.writeString(out, entry.getKey());
      WritableUtils.writeVLong(out, entry.getValue().time());
      out.writeDouble(entry.getValue().amount());
    }
  }

  @Override
  public void merge(DataInput in) throws IOException {
    for (int left = WritableUtils.readVInt(in); left > 0; left--) {
      String key = Text.readString(in);
      last.merge(key, new Said(WritableUtils.readVLong(in), in.readDouble()), Said::later);
    }
  }

  @Override
  public int size() {
    return last.size();
  }

  @Override
  public void values(List<Object> to) {
    to.add(last.isEmpty() ? null : (Object) sum());
  }

  /** Exact, and rounded once. */
  private double sum() {
    return last.values().stream()
        .map(said -> ShortestDecimal.number(said.amount()))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }
}
