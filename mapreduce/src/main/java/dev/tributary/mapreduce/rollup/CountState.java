package dev.tributary.mapreduce.rollup;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.io.WritableUtils;

/** The number of records, or of those that have a value of a member. */
final class CountState implements State {

  private static final int NONE = -1;

  private final int slot;
  private long n;

  CountState() {
    this(NONE);
  }

  CountState(int slot) {
    this.slot = slot;
  }

  @Override
  public void add(Object[] row) {
    if (slot == NONE || row[slot] != null) {
      n++;
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    WritableUtils.writeVLong(out, n);
  }

  @Override
  public void merge(DataInput in) throws IOException {
    n += WritableUtils.readVLong(in);
  }

  @Override
  public int size() {
    return 0;
  }

  @Override
  public void values(List<Object> to) {
    to.add(n);
  }
}
