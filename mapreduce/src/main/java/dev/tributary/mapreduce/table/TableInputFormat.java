package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.input.SplitSize;
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

/**
 * Reads a table's rows, text and Parquet side by side: its partitions may be of different versions.
 * A row is a list with a value for each column, of the types that {@link TableOutputFormat} takes.
 */
public final class TableInputFormat extends CombineFileInputFormat<NullWritable, List<Object>> {

  static final String COLUMNS = "tributary.input.columns";

  /** Makes a job read this table from the directories of its partitions. */
  public static void configure(Job job, Table table, List<Path> directories) throws IOException {
    TableColumns.set(job.getConfiguration(), COLUMNS, table.columns());
    job.setInputFormatClass(TableInputFormat.class);
    setInputPaths(job, directories.toArray(Path[]::new));
    SplitSize.bound(job);
  }

  @Override
  public RecordReader<NullWritable, List<Object>> createRecordReader(
      InputSplit split, TaskAttemptContext task) throws IOException {
    return new CombineFileRecordReader<>((CombineFileSplit) split, task, TableFileReader.class);
  }
}
