package dev.tributary.mapreduce.weather;

import static dev.tributary.catalog.table.ColumnType.Scalar.BIGINT;
import static dev.tributary.catalog.table.ColumnType.Scalar.INT;
import static dev.tributary.catalog.table.ColumnType.Scalar.STRING;
import static dev.tributary.catalog.table.ColumnType.Scalar.TIMESTAMP;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableJob;
import dev.tributary.mapreduce.input.ExportedLine;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.input.WholeFiles;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.job.JobRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.mapreduce.Job;

/** The messages as they were landed, a row each: one pass of mappers over the exported lines. */
final class MessageTable implements BuiltTable {

  private static final Table TABLE =
      new Table(
              "weather_data",
              "Weather messages as they were landed",
              List.of(
                  new Column("event_time", STRING, "when it was observed, local time of dt's zone"),
                  new Column("kafka_partition", INT, "Kafka partition"),
                  new Column("kafka_offset", BIGINT, "Kafka offset"),
                  new Column("value", STRING, "the message, JSON"),
                  new Column("ingestion_time", TIMESTAMP, "when it was landed, UTC")),
              true,
              Table.Format.PARQUET)
          .keyedBy("kafka_partition", "kafka_offset");

  private final String verb;

  /**
   * @param verb begins the job's name
   */
  MessageTable(String verb) {
    this.verb = verb;
  }

  @Override
  public Table definition() {
    return TABLE;
  }

  @Override
  public BuildInput input(Dataset weather) {
    return BuildInput.of(weather.feed());
  }

  @Override
  public Optional<Predicate<StoredRecord>> recordsOf(Dataset weather, Map<String, Object> row) {
    return Optional.of(
        record ->
            record
                .coordinates()
                .filter(at -> row.get("kafka_partition").equals(at.partition()))
                .filter(at -> row.get("kafka_offset").equals(at.offset()))
                .isPresent());
  }

  @Override
  public JobReport run(TableJob task)
      throws IOException, InterruptedException, ClassNotFoundException {
    Job job = Job.getInstance(task.conf(), verb + " " + TABLE.name());
    job.setJarByClass(MessageTable.class);
    WholeFiles.configure(job, task.input());
    job.setMapperClass(MessageMapper.class);
    job.setNumReduceTasks(0);
    return JobRun.run(job, TABLE, task.output());
  }

  /** The values of the columns. */
  static List<?> row(ExportedLine line) {
    return List.of(
        line.eventTime(), line.at().partition(), line.at().offset(), line.value(), line.landedAt());
  }
}
