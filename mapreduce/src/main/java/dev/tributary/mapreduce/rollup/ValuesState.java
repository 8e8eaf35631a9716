package dev.tributary.mapreduce.rollup;

import dev.tributary.mapreduce.statistics.ValueCounts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** How often each value of a member occurs. */
final class ValuesState implements State {

  private final Clause.Measures clause;
  private final int slot;
  private final ValueCounts counts = new ValueCounts();

  ValuesState(Clause.Measures clause, int slot) {
    this.clause = clause;
    this.slot = slot;
  }

  @Override
  public void add(Object[] row) {
    if (row[slot] != null) {
      counts.add(((Number) row[slot]).doubleValue());
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    counts.write(out);
  }

  @Override
  public void merge(DataInput in) throws IOException {
    ValueCounts other = new ValueCounts();
    other.readFields(in);
    counts.add(other);
  }

  @Override
  public int size() {
    return counts.distinct();
  }

  @Override
  public void values(List<Object> to) {
    for (Measure measure : clause.measures()) {
      to.add(measure.of(counts, clause.field()));
    }
  }
}
