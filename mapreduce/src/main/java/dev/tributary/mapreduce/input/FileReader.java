package dev.tributary.mapreduce.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** The records of one file of a split, or of its part of one. */
final class FileReader extends RecordReader<Place, Entry> {

  private final FileSplit split;
  private final boolean first;
  private Entries entries;

  /** As {@code CombineFileRecordReader} calls it, once for each file. */
  FileReader(CombineFileSplit splits, TaskAttemptContext task, Integer index) throws IOException {
    Path path = splits.getPath(index);
    this.split =
        new FileSplit(
            path, splits.getOffset(index), splits.getLength(index), splits.getLocations());
    this.first = splits.getOffset(index) == 0;
  }

  @Override
  public void initialize(InputSplit ignored, TaskAttemptContext task) throws IOException {
    Configuration conf = task.getConfiguration();
    Path path = split.getPath();
    if (!isArray(path, conf)) {
      entries = new LineEntries(split, task);
    } else if (first) {
      entries = new ArrayEntries(path, open(path, conf));
    }
  }

  private static boolean isArray(Path path, Configuration conf) throws IOException {
    try (InputStream in = open(path, conf)) {
      return ArrayEntries.begins(in);
    }
  }

  private static InputStream open(Path path, Configuration conf) throws IOException {
    FileSystem files = path.getFileSystem(conf);
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
    InputStream raw = files.open(path);
    return codec == null ? raw : codec.createInputStream(raw);
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    return entries != null && entries.next();
  }

  @Override
  public Place getCurrentKey() {
    return entries.place();
  }

  @Override
  public Entry getCurrentValue() {
    return entries.entry();
  }

  @Override
  public float getProgress() {
    try {
      return entries == null ? 1 : entries.progress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (entries != null) {
      entries.close();
    }
  }
}
