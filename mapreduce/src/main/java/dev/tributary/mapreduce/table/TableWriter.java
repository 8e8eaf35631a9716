package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** One task's files, one open at a time, and at the end their manifest. */
final class TableWriter extends RecordWriter<LocalDate, List<?>> {

  private final Path directory;
  private final int task;
  private final List<Column> columns;
  private final Table.Format format;
  private final Layout layout;
  private final Configuration conf;
  private final FileSystem files;
  private final List<Manifest.Entry> written = new ArrayList<>();

  private String open; // the path of the open file below the directory; null before the first row
  private RowFile file;
  private long rows;

  /**
   * @param directory where the committer wants the task's files
   * @param task the number of the task in its job, which names the files
   */
  TableWriter(
      Path directory,
      int task,
      List<Column> columns,
      Table.Format format,
      Layout layout,
      Configuration conf)
      throws IOException {
    this.directory = directory;
    this.task = task;
    this.columns = columns;
    this.format = format;
    this.layout = layout;
    this.conf = conf;
    this.files = directory.getFileSystem(conf);
  }

  @Override
  public void write(LocalDate dt, List<?> values) throws IOException {
    String path = layout.directory(dt) + fileName();
    if (!path.equals(open)) {
      finish();
      file = create(new Path(directory, path));
      open = path;
    }
    file.write(values);
    rows++;
  }

  private String fileName() {
    String suffix = format == Table.Format.PARQUET ? ".parquet" : "";
    return String.format(Locale.ROOT, "part-%05d%s", task, suffix);
  }

  /** Fails if the file exists, which is so when the rows did not come sorted by {@code dt}. */
  private RowFile create(Path path) throws IOException {
    return switch (format) {
      case TEXT -> new TextRowFile(files.create(path, false));
      case PARQUET -> new ParquetRowFile(path, columns, conf);
      case JSON, JSON_UTC -> throw new IllegalStateException("refused when the job was configured");
    };
  }

  private void finish() throws IOException {
    if (open == null) {
      return;
    }
    file.close();
    long bytes = files.getFileStatus(new Path(directory, open)).getLen();
    written.add(new Manifest.Entry(open, rows, bytes));
    rows = 0;
  }

  @Override
  public void close(TaskAttemptContext context) throws IOException {
    if (open == null && layout == Layout.FLAT) {
      open = fileName(); // without any row it is there, and empty
      file = create(new Path(directory, open));
    }
    finish();
    Manifest.write(files, directory, task, written);
  }
}
