package dev.tributary.mapreduce.water;

import static dev.tributary.catalog.table.ColumnType.Scalar.BIGINT;
import static dev.tributary.catalog.table.ColumnType.Scalar.DOUBLE;
import static dev.tributary.catalog.table.ColumnType.Scalar.INT;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableJob;
import dev.tributary.mapreduce.input.RecordFiles;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.job.JobRun;
import dev.tributary.mapreduce.statistics.ValueCounts;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;

/**
 * Statistics of every measured parameter per site and year.
 *
 * <p>A row for each site, year and parameter that was measured at all; every sample counts,
 * whatever its location and type. The figures are exact (see {@link ValueCounts}): the same samples
 * give the same bytes however they are split into files, mappers and merges, and the same files for
 * the same number of reducers.
 */
public final class SiteYears implements BuiltTable {

  private static final Table TABLE =
      new Table(
              "water_site_year",
              "Statistics of every measured parameter per site and year, over all samples",
              List.of(
                  WaterColumns.SITE,
                  WaterColumns.PROGRAM,
                  WaterColumns.STATE,
                  new Column("year", INT, "year of the samples' local date"),
                  WaterColumns.PARAMETER,
                  new Column("n", BIGINT, "measurements, at least 1"),
                  new Column("min", DOUBLE, "least value, in the parameter's unit"),
                  new Column("mean", DOUBLE, "arithmetic mean, in the parameter's unit"),
                  new Column("median", DOUBLE, "value in the middle, in the parameter's unit"),
                  new Column("max", DOUBLE, "greatest value, in the parameter's unit"),
                  new Column(
                      "stddev",
                      DOUBLE,
                      "standard deviation of the sample (n - 1), in the parameter's unit; NULL for n ="
                          + " 1")),
              true,
              Table.Format.TEXT)
          .keyedBy("site_id", "program_id", "year", "parameter");

  SiteYears() {}

  /** The table that the job makes, kept by {@code dt}, 1 January of the year; as text. */
  public static Table table() {
    return TABLE;
  }

  /**
   * Runs the job on the framework that the configuration names and waits for its end.
   *
   * @param conf Hadoop's settings for the job; the id of the run goes into the job's name
   * @throws dev.tributary.mapreduce.job.JobFailedException if the job is refused or fails
   * @throws IOException also if the reference cannot be used: a line is broken, a site doubled
   */
  public static JobReport run(Configuration conf, JobInput input, JobOutput output)
      throws IOException, InterruptedException, ClassNotFoundException {
    Sites.read(conf, input.sites()); // a wrong reference fails here, not in every task
    Job job = Job.getInstance(conf, "WaterMetrics " + TABLE.name());
    job.setJarByClass(SiteYears.class);
    JobSettings.set(job.getConfiguration(), input);
    RecordFiles.configure(job, input.samples());
    job.setMapperClass(SampleMapper.class);
    job.setMapOutputKeyClass(SiteYearKey.class);
    job.setMapOutputValueClass(ValueCounts.class);
    job.setCombinerClass(ValueCountsCombiner.class);
    job.setReducerClass(SiteYearReducer.class);
    return JobRun.run(job, TABLE, output);
  }

  @Override
  public Table definition() {
    return TABLE;
  }

  @Override
  public BuildInput input(Dataset water) {
    return BuildInput.of(water.feed(), water.reference("sites"));
  }

  @Override
  public Optional<Predicate<StoredRecord>> recordsOf(Dataset water, Map<String, Object> row) {
    return Sample.matching(
        List.of((String) row.get("parameter")),
        sample ->
            sample.site().equals(row.get("site_id"))
                && sample.program().equals(row.get("program_id"))
                && row.get("year").equals(sample.year())
                && !sample.values().isEmpty());
  }

  @Override
  public JobReport run(TableJob task)
      throws IOException, InterruptedException, ClassNotFoundException {
    return run(
        task.conf(),
        new JobInput(task.input(), task.joined(), Sample.parameters(task.dataset())),
        task.output());
  }

  /** The values of {@link #table}'s columns. */
  static List<?> row(SiteYearKey key, ValueCounts counts) {
    OptionalDouble stddev = counts.stddev();
    return Arrays.asList(
        key.site(),
        key.program(),
        key.state().orElse(null),
        key.year(),
        key.parameter(),
        counts.n(),
        counts.min(),
        counts.mean(),
        counts.median(),
        counts.max(),
        stddev.isPresent() ? stddev.getAsDouble() : null);
  }
}
