package dev.tributary.mapreduce.input;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;

/** The lines of one file of a split. */
final class WholeFileReader extends RecordReader<Place, Text> {

  private final LineRecordReader lines = new LineRecordReader();
  private final Path path;
  private final FileSplit file;

  /** As {@code CombineFileRecordReader} calls it, once for each file. */
  WholeFileReader(CombineFileSplit split, TaskAttemptContext task, Integer index)
      throws IOException {
    this.path = split.getPath(index);
    this.file = new FileSplit(path, 0, split.getLength(index), split.getLocations());
  }

  @Override
  public void initialize(InputSplit ignored, TaskAttemptContext task) throws IOException {
    lines.initialize(file, task);
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    return lines.nextKeyValue();
  }

  @Override
  public Place getCurrentKey() {
    return new Place(path.toUri().getPath(), Place.Unit.BYTE, lines.getCurrentKey().get());
  }

  @Override
  public Text getCurrentValue() {
    return lines.getCurrentValue();
  }

  @Override
  public float getProgress() throws IOException {
    return lines.getProgress();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
