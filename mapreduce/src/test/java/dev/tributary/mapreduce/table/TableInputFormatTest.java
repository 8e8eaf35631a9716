package dev.tributary.mapreduce.table;

import static dev.tributary.catalog.table.ColumnType.Scalar.BIGINT;
import static dev.tributary.catalog.table.ColumnType.Scalar.BOOLEAN;
import static dev.tributary.catalog.table.ColumnType.Scalar.DATE;
import static dev.tributary.catalog.table.ColumnType.Scalar.DOUBLE;
import static dev.tributary.catalog.table.ColumnType.Scalar.INT;
import static dev.tributary.catalog.table.ColumnType.Scalar.STRING;
import static dev.tributary.catalog.table.ColumnType.Scalar.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableInputFormatTest {

  private static final Table TABLE =
      new Table(
          "rows",
          "a column of every type",
          List.of(
              column("text", STRING),
              column("small", INT),
              column("big", BIGINT),
              column("real", DOUBLE),
              column("truth", BOOLEAN),
              column("day", DATE),
              column("time", TIMESTAMP)),
          false,
          Table.Format.TEXT);

  private static final List<Object> FULL =
      Arrays.asList(
          "tab\tback\\slash\nline\rreturn é",
          -1,
          Long.MIN_VALUE,
          Double.MIN_VALUE,
          true,
          LocalDate.of(1980, 6, 3),
          LocalDateTime.of(1980, 6, 3, 2, 5, 0, 6000));
  private static final List<Object> EMPTY = Arrays.asList("", 0, 0L, -0.0, false, null, null);
  private static final List<Object> NULLS = Arrays.asList(null, null, null, null, null, null, null);

  @TempDir private Path scratch;

  @Test
  void textAndParquetGiveTheRowsThatWereWritten() throws Exception {
    Path text = write("v1", TABLE, FULL, EMPTY);
    Path parquet = write("v2", TABLE.as(Table.Format.PARQUET), NULLS, FULL);
    assertThat(read(TABLE, text, parquet)).containsExactlyInAnyOrder(FULL, EMPTY, NULLS, FULL);
  }

  @Test
  void mapsComeBackFromBothForms() throws Exception {
    Table table =
        new Table(
            "counts",
            "",
            List.of(
                column("a", new ColumnType.MapOf(BIGINT)),
                column("b", new ColumnType.MapOf(STRING))),
            false,
            Table.Format.TEXT);
    List<Object> full =
        List.of(Map.of("", 1L, "a:b,c\\\t\n", -2L, "Fire", 3L), Map.of("x", "y:z,"));
    List<Object> bare = Arrays.asList(Map.of(), null);
    assertThat(read(table, write("v1", table, full, bare))).containsExactly(full, bare);
    assertThat(read(table, write("v2", table.as(Table.Format.PARQUET), full, bare)))
        .containsExactly(full, bare);
  }

  @Test
  void aColumnGainedSinceIsNullInOldParquet() throws Exception {
    Path old = write("v1", TABLE.as(Table.Format.PARQUET), FULL);
    List<Column> columns = new ArrayList<>(TABLE.columns());
    columns.add(column("later", DOUBLE));
    List<Object> expected = new ArrayList<>(FULL);
    expected.add(null);
    assertThat(read(new Table("rows", "", columns, false, Table.Format.TEXT), old))
        .containsExactly(expected);
  }

  @Test
  void aFileThatIsNotOfTheTableIsNamed() throws Exception {
    Path directory = Files.createDirectories(scratch.resolve("v1"));
    Files.writeString(directory.resolve("part-00000"), "a\t1\n");
    assertThatThrownBy(() -> read(TABLE, directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("part-00000 holds no rows of its table")
        .hasMessageContaining("values");
  }

  private Path write(String name, Table table, List<?>... rows) throws Exception {
    Path directory = scratch.resolve(name);
    Job job = Job.getInstance(new Configuration());
    TableOutputFormat.configure(
        job, table, Layout.FLAT, new org.apache.hadoop.fs.Path(directory.toUri()));
    TaskAttemptContext task = context(job, TaskType.REDUCE);
    TableOutputFormat format = new TableOutputFormat();
    format.getOutputCommitter(task).setupJob(task);
    format.getOutputCommitter(task).setupTask(task);
    RecordWriter<LocalDate, List<?>> writer = format.getRecordWriter(task);
    for (List<?> row : rows) {
      writer.write(null, row);
    }
    writer.close(task);
    format.getOutputCommitter(task).commitTask(task);
    format.getOutputCommitter(task).commitJob(task);
    return directory;
  }

  private static List<List<Object>> read(Table table, Path... directories) throws Exception {
    Job job = Job.getInstance(new Configuration());
    TableInputFormat.configure(
        job,
        table,
        Arrays.stream(directories)
            .map(path -> new org.apache.hadoop.fs.Path(path.toUri()))
            .toList());
    TableInputFormat format = new TableInputFormat();
    List<List<Object>> rows = new ArrayList<>();
    List<InputSplit> splits = format.getSplits(job);
    assertThat(splits).hasSize(1);
    TaskAttemptContext task = context(job, TaskType.MAP);
    try (RecordReader<?, List<Object>> reader = format.createRecordReader(splits.get(0), task)) {
      reader.initialize(splits.get(0), task);
      while (reader.nextKeyValue()) {
        rows.add(reader.getCurrentValue());
      }
    }
    return rows;
  }

  private static TaskAttemptContext context(Job job, TaskType type) {
    return new TaskAttemptContextImpl(
        job.getConfiguration(), new TaskAttemptID(new TaskID(new JobID("test", 1), type, 0), 0));
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, name);
  }
}
