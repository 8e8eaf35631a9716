package dev.tributary.mapreduce.water;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Writable;

/** The mean of a year's values, and how many they are. */
final class YearMean implements Writable {

  private int year;
  private long n;
  private double mean;

  void set(int theYear, long theN, double theMean) {
    year = theYear;
    n = theN;
    mean = theMean;
  }

  int year() {
    return year;
  }

  long n() {
    return n;
  }

  double mean() {
    return mean;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(year);
    out.writeLong(n);
    out.writeDouble(mean);
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    year = in.readInt();
    n = in.readLong();
    mean = in.readDouble();
  }
}
