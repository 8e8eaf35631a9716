package dev.tributary.mapreduce.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;

/**
 * Maps stored records, a JSON object a line, and keeps the account of what it read. A line that is
 * no record, or that the job cannot use, is counted and left out.
 *
 * @param <K> key that is written
 * @param <V> value that is written
 */
public abstract class RecordMapper<K, V> extends Mapper<LongWritable, Text, K, V> {

  private ReadTally tally;

  /**
   * Maps a record.
   *
   * @param record what was sent, without its envelope
   * @throws UnreadableLineException if the job cannot use it; nothing must have been written then
   */
  protected abstract void map(JsonNode record, Context context)
      throws IOException, InterruptedException, UnreadableLineException;

  /** The account of what was read. */
  protected final ReadTally tally() {
    return tally;
  }

  @Override
  protected void setup(Context context) throws IOException {
    tally = new ReadTally(context);
  }

  @Override
  protected final void map(LongWritable position, Text line, Context context)
      throws IOException, InterruptedException {
    if (isBlank(line)) {
      return;
    }
    tally.line();
    try {
      StoredRecord record = StoredRecord.parse(line);
      tally.place(record.coordinates());
      map(record.value(), context);
    } catch (UnreadableLineException e) {
      tally.unreadable(position, e);
    }
  }

  private static boolean isBlank(Text line) {
    for (int i = 0; i < line.getLength(); i++) {
      if (line.getBytes()[i] > ' ' || line.getBytes()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  protected final void cleanup(Context context) {
    tally.close();
  }
}
