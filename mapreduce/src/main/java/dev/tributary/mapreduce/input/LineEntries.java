package dev.tributary.mapreduce.input;

import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;

/**
 * The lines that begin in a split, blank ones left out. Where a compressed file is cut off, its
 * last entry says so.
 */
final class LineEntries implements Entries {

  private final LineRecordReader lines = new LineRecordReader();
  private final String file;
  private boolean cutOff;

  LineEntries(FileSplit split, TaskAttemptContext task) throws IOException {
    this.file = split.getPath().toUri().getPath();
    lines.initialize(split, task);
  }

  @Override
  public boolean next() throws IOException {
    try {
      while (!cutOff && lines.nextKeyValue()) {
        if (!isBlank(lines.getCurrentValue())) {
          return true;
        }
      }
      return false;
    } catch (EOFException e) {
      cutOff = true;
      return true;
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
  public Place place() {
    return new Place(file, Place.Unit.BYTE, lines.getCurrentKey().get());
  }

  @Override
  public Entry entry() {
    return cutOff
        ? Entries.none("the compressed file is cut off behind this; what follows is not read")
        : () -> StoredRecord.parse(lines.getCurrentValue());
  }

  @Override
  public float progress() throws IOException {
    return lines.getProgress();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
