package dev.tributary.mapreduce.input;

import java.io.IOException;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * Maps stored records, and keeps the account of what it read. What is no record, or none that the
 * job can use, is counted and left out.
 *
 * @param <K> key that is written
 * @param <V> value that is written
 */
public abstract class RecordMapper<K, V> extends Mapper<Place, Entry, K, V> {

  private ReadTally tally;
  private Place place;

  /**
   * Maps a record.
   *
   * @throws UnreadableLineException if the job cannot use it; nothing must have been written then
   */
  protected abstract void map(StoredRecord record, Context context)
      throws IOException, InterruptedException, UnreadableLineException;

  /** Writes what is left to write behind the last record. */
  protected void end(Context context) throws IOException, InterruptedException {}

  /** Where the record stands that is being mapped. */
  protected final Place place() {
    return place;
  }

  /** The account of what was read. */
  protected final ReadTally tally() {
    return tally;
  }

  @Override
  protected void setup(Context context) throws IOException {
    tally = new ReadTally(context);
  }

  @Override
  protected final void map(Place at, Entry entry, Context context)
      throws IOException, InterruptedException {
    place = at;
    tally.line();
    try {
      StoredRecord record = entry.record();
      tally.place(record.coordinates());
      map(record, context);
    } catch (UnreadableLineException e) {
      tally.leaveOut(new LeftOut(at, e.getMessage()));
    }
  }

  @Override
  protected final void cleanup(Context context) throws IOException, InterruptedException {
    end(context);
    tally.close();
  }
}
