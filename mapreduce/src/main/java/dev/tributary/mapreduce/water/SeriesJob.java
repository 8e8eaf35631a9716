package dev.tributary.mapreduce.water;

import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.job.JobRun;
import dev.tributary.mapreduce.table.TableInputFormat;
import dev.tributary.mapreduce.table.TableOutputFormat;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;

/** A job over the rows of {@link SiteYears}: annual means, grouped by what the mapper says. */
record SeriesJob(Job job, Table table) {

  /** Of all means of a site, program and parameter at once. */
  static SeriesJob of(
      Configuration conf,
      Table table,
      List<Path> input,
      Class<? extends Reducer<Text, YearMean, LocalDate, List<?>>> reducer)
      throws IOException {
    return of(conf, table, input, SeriesMapper.class, reducer);
  }

  static SeriesJob of(
      Configuration conf,
      Table table,
      List<Path> input,
      Class<? extends Mapper<?, ?, Text, YearMean>> mapper,
      Class<? extends Reducer<Text, YearMean, LocalDate, List<?>>> reducer)
      throws IOException {
    Job job = Job.getInstance(conf, "WaterMetrics " + table.name());
    job.setJarByClass(SeriesJob.class);
    TableInputFormat.configure(job, SiteYears.table(), input);
    job.setMapperClass(mapper);
    job.setMapOutputKeyClass(Text.class);
    job.setMapOutputValueClass(YearMean.class);
    job.setReducerClass(reducer);
    return new SeriesJob(job, table);
  }

  Configuration configuration() {
    return job.getConfiguration();
  }

  JobReport run(JobOutput output) throws IOException, InterruptedException, ClassNotFoundException {
    TableOutputFormat.configure(
        job, table.as(output.format()), output.layout(), output.directory());
    return JobRun.run(job, output.directory());
  }
}
