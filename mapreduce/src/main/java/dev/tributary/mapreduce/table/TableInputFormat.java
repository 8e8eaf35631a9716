package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.CombineFileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.CombineFileRecordReader;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/**
 * Reads a table's rows, text and Parquet side by side: its partitions may be of different versions.
 * A row is a list with a value for each column, of the types that {@link TableOutputFormat} takes.
 */
public final class TableInputFormat extends CombineFileInputFormat<NullWritable, List<Object>> {

  static final String COLUMNS = "tributary.input.columns";

  /** Bytes that one mapper reads, of one file or of many, unless the configuration says else. */
  private static final long SPLIT = 128L << 20;

  /** Makes a job read this table from the directories of its partitions. */
  public static void configure(Job job, Table table, List<Path> directories) throws IOException {
    TableColumns.set(job.getConfiguration(), COLUMNS, table.columns());
    job.setInputFormatClass(TableInputFormat.class);
    setInputPaths(job, directories.toArray(Path[]::new));
    if (job.getConfiguration().get(FileInputFormat.SPLIT_MAXSIZE) == null) {
      setMaxInputSplitSize(job, SPLIT);
    }
  }

  @Override
  public RecordReader<NullWritable, List<Object>> createRecordReader(
      InputSplit split, TaskAttemptContext task) throws IOException {
    return new CombineFileRecordReader<>((CombineFileSplit) split, task, TableFileReader.class);
  }
}
