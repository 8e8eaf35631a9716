package dev.tributary.mapreduce.water;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableComparable;
import org.apache.hadoop.io.WritableComparator;
import org.apache.hadoop.io.WritableUtils;

/**
 * What a row of the table is about. Sorted by year, site, program and parameter, text by its UTF-8
 * bytes; the state follows from the site and comes last.
 */
final class SiteYearKey implements WritableComparable<SiteYearKey> {

  static {
    WritableComparator.define(SiteYearKey.class, new Raw());
  }

  private int year;
  private final Text site = new Text();
  private final Text program = new Text();
  private final Text parameter = new Text();
  private final Text state = new Text(); // empty for none
  private final List<Text> texts = List.of(site, program, parameter, state);

  /** For Hadoop, which fills it from bytes. */
  SiteYearKey() {}

  void setSample(Sample sample, Optional<String> stateName) {
    year = sample.year();
    site.set(sample.site());
    program.set(sample.program());
    state.set(stateName.orElse(""));
  }

  void setParameter(String name) {
    parameter.set(name);
  }

  int year() {
    return year;
  }

  String site() {
    return site.toString();
  }

  String program() {
    return program.toString();
  }

  String parameter() {
    return parameter.toString();
  }

  Optional<String> state() {
    return Optional.of(state.toString()).filter(name -> !name.isEmpty());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(year);
    for (Text text : texts) {
      text.write(out);
    }
  }

  @Override
  public void readFields(DataInput in) throws IOException {
    year = in.readInt();
    for (Text text : texts) {
      text.readFields(in);
    }
  }

  @Override
  public int compareTo(SiteYearKey other) {
    int order = Integer.compare(year, other.year);
    for (int i = 0; i < texts.size() && order == 0; i++) {
      order = texts.get(i).compareTo(other.texts.get(i));
    }
    return order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SiteYearKey key && compareTo(key) == 0;
  }

  /** The same in every JVM, since it tells which reducer gets the row. */
  @Override
  public int hashCode() {
    return 31 * year + texts.hashCode();
  }

  @Override
  public String toString() {
    return year + " " + texts;
  }

  /** The same order over the bytes that {@link #write} makes, for the sort of the shuffle. */
  private static final class Raw extends WritableComparator {

    Raw() {
      super(SiteYearKey.class);
    }

    @Override
    public int compare(byte[] a, int aStart, int aLength, byte[] b, int bStart, int bLength) {
      int order = Integer.compare(readInt(a, aStart), readInt(b, bStart));
      int atA = aStart + Integer.BYTES;
      int atB = bStart + Integer.BYTES;
      while (order == 0 && atA < aStart + aLength) {
        try {
          int lengthA = readVInt(a, atA);
          int lengthB = readVInt(b, atB);
          atA += WritableUtils.decodeVIntSize(a[atA]);
          atB += WritableUtils.decodeVIntSize(b[atB]);
          order = compareBytes(a, atA, lengthA, b, atB, lengthB);
          atA += lengthA;
          atB += lengthB;
        } catch (IOException e) {
          throw new IllegalStateException("a key of the shuffle is cut short", e);
        }
      }
      return order;
    }
  }
}
