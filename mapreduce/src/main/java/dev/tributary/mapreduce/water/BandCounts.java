package dev.tributary.mapreduce.water;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;

/** How many samples have a value in each band, and behind these how many have none. */
final class BandCounts implements Writable {

  private long[] counts = {};

  /** Begins anew, with so many places. */
  void clear(int places) {
    counts = new long[places];
  }

  void count(int place) {
    counts[place]++;
  }

  /** Adds what the other has counted, of as many places. */
  void add(BandCounts other) {
    if (counts.length == 0) {
      clear(other.counts.length);
    }
    for (int place = 0; place < counts.length; place++) {
      counts[place] += other.counts[place];
    }
  }

  long at(int place) {
    return counts[place];
  }

  @Override
  public void write(DataOutput out) throws IOException {
    WritableUtils.writeVInt(out, counts.length);
    for (long count : counts) {
      WritableUtils.writeVLong(out, count);
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    clear(WritableUtils.readVInt(in));
    for (int place = 0; place < counts.length; place++) {
      counts[place] = WritableUtils.readVLong(in);
    }
  }
}
