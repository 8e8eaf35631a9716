package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.TextRow;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.LineRecordReader;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** The rows of one file of a split; what the file is, its name says. */
final class TableFileReader extends RecordReader<NullWritable, List<Object>> {

  private final Path path;
  private final List<Column> columns;
  private final RecordReader<?, ?> records;
  private final FileSplit split;

  /** As {@code CombineFileRecordReader} calls it, once for each file. */
  TableFileReader(CombineFileSplit splits, TaskAttemptContext task, Integer index)
      throws IOException, InterruptedException {
    this.path = splits.getPath(index);
    this.columns = TableColumns.get(task.getConfiguration(), TableInputFormat.COLUMNS);
    this.split =
        new FileSplit(
            path, splits.getOffset(index), splits.getLength(index), splits.getLocations());
    this.records =
        path.getName().endsWith(".parquet")
            ? new ParquetInputFormat<Group>(GroupReadSupport.class).createRecordReader(split, task)
            : new LineRecordReader();
  }

  @Override
  public void initialize(InputSplit ignored, TaskAttemptContext task)
      throws IOException, InterruptedException {
    records.initialize(split, task);
  }

  @Override
  public boolean nextKeyValue() throws IOException, InterruptedException {
    return records.nextKeyValue();
  }

  @Override
  public NullWritable getCurrentKey() {
    return NullWritable.get();
  }

  @Override
  public List<Object> getCurrentValue() throws IOException, InterruptedException {
    Object record = records.getCurrentValue();
    try {
      return record instanceof Group group
          ? ParquetGroup.row(group, columns)
          : TextRow.parse(((Text) record).toString(), columns);
    } catch (IllegalArgumentException e) {
      throw new IOException("file " + path + " holds no rows of its table: " + e.getMessage(), e);
    }
  }

  @Override
  public float getProgress() throws IOException, InterruptedException {
    return records.getProgress();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
