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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableOutputFormatTest {

  private static final LocalDate SUMMER = LocalDate.of(1980, 6, 3);
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
          true,
          Table.Format.TEXT);

  @TempDir private Path scratch;
  private Path output;

  @BeforeEach
  void nameOutput() {
    output = scratch.resolve("out");
  }

  @Test
  void textIsAsHiveReadsIt() throws Exception {
    write(
        TABLE,
        Layout.FLAT,
        row("tab\tback\\slash\nline\rreturn é", 1, 2L, 0.1, true, SUMMER, SUMMER.atTime(2, 5)),
        row(
            "",
            -1,
            Long.MIN_VALUE,
            0x1p-44,
            false,
            null,
            LocalDateTime.of(1980, 1, 1, 0, 0, 0, 5000)),
        row(null, null, null, null, null, null, null),
        row("\\N", null, null, null, null, null, null));

    assertThat(Files.readString(output.resolve("part-00000")))
        .isEqualTo(
            """
            tab\\\tback\\\\slash\\nline\\rreturn é\t1\t2\t0.1\ttrue\t1980-06-03\t1980-06-03 02:05:00
            \t-1\t-9223372036854775808\t5.684341886080802E-14\tfalse\t\\N\t1980-01-01 00:00:00.000005
            \\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N
            \\\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N
            """);
  }

  @Test
  void parquetHoldsEveryTypeAndNull() throws Exception {
    write(
        TABLE.as(Table.Format.PARQUET),
        Layout.FLAT,
        row("tab\té", 1, 2L, 0.1, true, SUMMER, LocalDateTime.of(1980, 6, 3, 2, 5, 0, 6000)),
        row(null, null, null, null, null, null, null));

    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duck.createStatement()
                .executeQuery("FROM '" + output.resolve("part-00000.parquet") + "'")) {
      assertThat(types(rows))
          .containsExactly(
              "VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP");
      assertThat(strings(rows))
          .containsExactly(
              "tab\té", "1", "2", "0.1", "true", "1980-06-03", "1980-06-03 02:05:00.000006");
      assertThat(strings(rows)).containsOnlyNulls().hasSize(7);
    }
  }

  /** DuckDB knows a map by its logical type and three levels, as Hive does. */
  @Test
  void parquetHoldsMaps() throws Exception {
    List<Column> columns = List.of(column("elements", new ColumnType.MapOf(BIGINT)));
    write(
        new Table("rows", "a map", columns, false, Table.Format.PARQUET),
        Layout.FLAT,
        row(Map.of("Water", 180L, "Fire", 270L, "", 1L)),
        row(Map.of()),
        row((Object) null));

    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet rows =
            duck.createStatement()
                .executeQuery(
                    "SELECT elements, elements::VARCHAR FROM '%s'"
                        .formatted(output.resolve("part-00000.parquet")))) {
      assertThat(types(rows)).startsWith("MAP(VARCHAR, BIGINT)");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(2)).isEqualTo("{''=1, Fire=270, Water=180}");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(2)).isEqualTo("{}");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(2)).isNull();
    }
  }

  @Test
  void eachDayHasItsDirectory() throws Exception {
    Job job = job(TABLE, Layout.BY_DT);
    Attempt attempt = new Attempt(job, 3, 0);
    attempt.write(LocalDate.of(1980, 1, 1), row("a", 1, 2L, 0.1, true, null, null));
    attempt.write(LocalDate.of(1980, 1, 1), row("b", 1, 2L, 0.1, true, null, null));
    attempt.write(LocalDate.of(1981, 1, 1), row("c", 1, 2L, 0.1, true, null, null));
    attempt.commit();
    attempt.committer.commitJob(attempt.context);

    assertThat(files())
        .containsExactly(
            "_SUCCESS", "_manifest-00003", "dt=1980-01-01/part-00003", "dt=1981-01-01/part-00003");
    assertThat(Files.readString(output.resolve("_manifest-00003")))
        .isEqualTo(
            """
            {"path":"dt=1980-01-01/part-00003","rows":2,"bytes":42}
            {"path":"dt=1981-01-01/part-00003","rows":1,"bytes":21}
            """);
  }

  @Test
  void rowsThatAreNotSortedByDayAreRefused() throws Exception {
    Attempt attempt = new Attempt(job(TABLE, Layout.BY_DT), 0, 0);
    List<?> row = row("a", 1, 2L, 0.1, true, null, null);
    attempt.write(LocalDate.of(1980, 1, 1), row);
    attempt.write(LocalDate.of(1981, 1, 1), row);

    assertThatThrownBy(() -> attempt.write(LocalDate.of(1980, 1, 1), row))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("dt=1980-01-01/part-00000");
  }

  @Test
  void anAttemptThatIsNotCommittedLeavesNothing() throws Exception {
    Job job = job(TABLE, Layout.BY_DT);
    Attempt slow = new Attempt(job, 0, 0);
    slow.write(SUMMER, row("slow", 1, 2L, 0.1, true, null, null));
    Attempt fast = new Attempt(job, 0, 1);
    fast.write(SUMMER, row("fast", 1, 2L, 0.1, true, null, null));
    fast.commit();
    slow.write(SUMMER.plusDays(1), row("slow", 1, 2L, 0.1, true, null, null));
    slow.writer.close(slow.context);
    slow.committer.abortTask(slow.context);
    fast.committer.commitJob(fast.context);

    assertThat(files()).containsExactly("_SUCCESS", "_manifest-00000", "dt=1980-06-03/part-00000");
    assertThat(Files.readString(output.resolve("dt=1980-06-03/part-00000"))).startsWith("fast");
  }

  @Test
  void jsonIsRefused() {
    assertThatThrownBy(() -> job(TABLE.as(Table.Format.JSON), Layout.FLAT))
        .hasMessage("rows: a job writes text or parquet, not json");
  }

  private void write(Table table, Layout layout, List<?>... rows) throws Exception {
    Attempt attempt = new Attempt(job(table, layout), 0, 0);
    for (List<?> row : rows) {
      attempt.write(SUMMER, row);
    }
    attempt.commit();
    attempt.committer.commitJob(attempt.context);
  }

  private Job job(Table table, Layout layout) throws IOException {
    Job job = Job.getInstance(new Configuration());
    TableOutputFormat.configure(job, table, layout, new org.apache.hadoop.fs.Path(output.toUri()));
    return job;
  }

  /** One run of one reduce task, as the framework would have it. */
  private static final class Attempt {

    final TaskAttemptContext context;
    final OutputCommitter committer;
    final RecordWriter<LocalDate, List<?>> writer;

    Attempt(Job job, int task, int attempt) throws IOException {
      TaskID id = new TaskID(new JobID("test", 1), TaskType.REDUCE, task);
      context = new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID(id, attempt));
      TableOutputFormat format = new TableOutputFormat();
      committer = format.getOutputCommitter(context);
      committer.setupJob(context);
      committer.setupTask(context);
      writer = format.getRecordWriter(context);
    }

    void write(LocalDate dt, List<?> row) throws IOException, InterruptedException {
      writer.write(dt, row);
    }

    void commit() throws IOException, InterruptedException {
      writer.close(context);
      committer.commitTask(context);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(output)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> output.relativize(path).toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  private static List<String> types(ResultSet rows) throws SQLException {
    String[] types = new String[rows.getMetaData().getColumnCount()];
    for (int i = 0; i < types.length; i++) {
      types[i] = rows.getMetaData().getColumnTypeName(i + 1);
    }
    return List.of(types);
  }

  private static List<String> strings(ResultSet rows) throws SQLException {
    assertThat(rows.next()).isTrue();
    String[] values = new String[rows.getMetaData().getColumnCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.getString(i + 1);
    }
    return Arrays.asList(values);
  }

  private static List<?> row(Object... values) {
    return Arrays.asList(values);
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, name);
  }
}
