package dev.tributary.mapreduce.rollup;

import java.io.DataInput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DataOutputBuffer;

/** The groups that are at hand, each with its tally. */
final class GroupTable {

  private final Declaration declaration;
  private final Projection projection;
  private final DataOutputBuffer buffer = new DataOutputBuffer();
  private final BytesWritable probe = new BytesWritable();
  private final Map<BytesWritable, Tally> tallies = new HashMap<>();
  private long size;

  GroupTable(Declaration declaration, Projection projection) {
    this.declaration = declaration;
    this.projection = projection;
  }

  /** Takes a row into each of its groups: its own, and the totals from the right. */
  void add(Object[] row) throws IOException {
    int fields = declaration.groups().size();
    int values = 0;
    while (values < fields && row[values] != null) {
      values++;
    }
    for (; values >= declaration.required(); values--) {
      buffer.reset();
      buffer.writeByte(Part.GROUP.code());
      if (!declaration.partitions().none()) {
        GroupKey.write(projection.day(row), buffer); // first, for rows come by their dt
      }
      GroupKey.write(row, values, fields, buffer);
      probe.set(buffer.getData(), 0, buffer.getLength());
      Tally tally = tally(probe);
      size -= tally.size();
      tally.add(row);
      size += tally.size();
    }
  }

  /** Takes in what another table drained. */
  void merge(BytesWritable key, DataInput tally) throws IOException {
    tally(key).merge(tally);
  }

  private Tally tally(BytesWritable key) {
    Tally tally = tallies.get(key);
    if (tally == null) {
      tally = new Tally(declaration, projection);
      tallies.put(new BytesWritable(key.copyBytes()), tally);
      size++;
    }
    return tally;
  }

  /** How many things it holds: groups, and what their tallies keep. */
  long size() {
    return size;
  }

  /** Hands out every group, in their order, and forgets them. */
  void drain(Sink sink) throws IOException, InterruptedException {
    for (Map.Entry<BytesWritable, Tally> entry : new TreeMap<>(tallies).entrySet()) {
      sink.accept(entry.getKey(), entry.getValue());
    }
    tallies.clear();
    size = 0;
  }

  /** Takes a group. */
  interface Sink {
    void accept(BytesWritable key, Tally tally) throws IOException, InterruptedException;
  }
}
