package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;

/**
 * Writes a table's rows: the key is the row's {@code dt}, the value its columns. The files are
 * named {@code part-00000} after the task ({@code part-00000.parquet}) and pass through the
 * committer of the file system, so a task that fails or is run twice leaves nothing behind.
 *
 * <p>By {@link Layout#BY_DT} the rows of a task must come sorted by {@code dt}: only one file is
 * open at a time.
 */
public final class TableOutputFormat extends FileOutputFormat<LocalDate, List<?>> {

  private static final String COLUMNS = "tributary.output.columns";
  private static final String FORMAT = "tributary.output.format";
  private static final String LAYOUT = "tributary.output.layout";

  /** Makes a job write this table, in its format, below a directory that must not exist. */
  public static void configure(Job job, Table table, Layout layout, Path directory) {
    if (table.format() != Table.Format.TEXT && table.format() != Table.Format.PARQUET) {
      throw new IllegalArgumentException(table.name() + ": a job writes text or parquet, not json");
    }
    Configuration conf = job.getConfiguration();
    TableColumns.set(conf, COLUMNS, table.columns());
    conf.setEnum(FORMAT, table.format());
    conf.setEnum(LAYOUT, layout);
    // Files show when the job is done; the second algorithm shows them as each task ends.
    conf.setInt(FileOutputCommitter.FILEOUTPUTCOMMITTER_ALGORITHM_VERSION, 1);
    job.setOutputFormatClass(TableOutputFormat.class);
    job.setOutputKeyClass(LocalDate.class);
    job.setOutputValueClass(List.class);
    setOutputPath(job, directory);
  }

  @Override
  public RecordWriter<LocalDate, List<?>> getRecordWriter(TaskAttemptContext task)
      throws IOException {
    Configuration conf = task.getConfiguration();
    return new TableWriter(
        ((PathOutputCommitter) getOutputCommitter(task)).getWorkPath(),
        task.getTaskAttemptID().getTaskID().getId(),
        TableColumns.get(conf, COLUMNS),
        conf.getEnum(FORMAT, Table.Format.TEXT),
        conf.getEnum(LAYOUT, Layout.FLAT),
        conf);
  }
}
