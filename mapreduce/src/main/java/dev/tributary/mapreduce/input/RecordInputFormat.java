package dev.tributary.mapreduce.input;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.SplittableCompressionCodec;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.CombineFileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.CombineFileRecordReader;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;

/**
 * Reads records from files of JSON Lines and files that are a JSON array, side by side: each file's
 * first character tells. Many small files make one split. An array is read by the mapper that has
 * the file's first byte, whole.
 */
final class RecordInputFormat extends CombineFileInputFormat<Place, Entry> {

  /** For Hadoop. */
  RecordInputFormat() {}

  @Override
  protected boolean isSplitable(JobContext job, Path file) {
    var codec = new CompressionCodecFactory(job.getConfiguration()).getCodec(file);
    return codec == null || codec instanceof SplittableCompressionCodec;
  }

  @Override
  public RecordReader<Place, Entry> createRecordReader(InputSplit split, TaskAttemptContext task)
      throws IOException {
    return new CombineFileRecordReader<>((CombineFileSplit) split, task, FileReader.class);
  }
}
