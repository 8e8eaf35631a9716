package dev.tributary.mapreduce.water;

import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.build.TableJob;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.job.JobRun;
import dev.tributary.mapreduce.table.TableInputFormat;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;

/** A job over the rows of {@link SiteYears}: annual means, grouped by what the mapper says. */
record SeriesJob(TableJob task, Table table, Job job) {

  /** Of all means of a site, program and parameter at once. */
  static SeriesJob of(
      TableJob task,
      Table table,
      Class<? extends Reducer<Text, YearMean, LocalDate, List<?>>> reducer)
      throws IOException {
    return of(task, table, SeriesMapper.class, reducer);
  }

  static SeriesJob of(
      TableJob task,
      Table table,
      Class<? extends Mapper<?, ?, Text, YearMean>> mapper,
      Class<? extends Reducer<Text, YearMean, LocalDate, List<?>>> reducer)
      throws IOException {
    Job job = Job.getInstance(task.conf(), "WaterMetrics " + table.name());
    job.setJarByClass(SeriesJob.class);
    TableInputFormat.configure(job, SiteYears.table(), task.input());
    job.setMapperClass(mapper);
    job.setMapOutputKeyClass(Text.class);
    job.setMapOutputValueClass(YearMean.class);
    job.setReducerClass(reducer);
    return new SeriesJob(task, table, job);
  }

  Configuration configuration() {
    return job.getConfiguration();
  }

  JobReport run() throws IOException, InterruptedException, ClassNotFoundException {
    return JobRun.run(job, table, task.output());
  }
}
