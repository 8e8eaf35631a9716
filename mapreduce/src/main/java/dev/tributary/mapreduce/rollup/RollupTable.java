package dev.tributary.mapreduce.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.build.BuiltTable;
import dev.tributary.mapreduce.build.TableJob;
import dev.tributary.mapreduce.input.RecordFiles;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.input.UnreadableLineException;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import dev.tributary.mapreduce.job.JobRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.mapreduce.Job;

/**
 * The table of a rollup, and its job: one pass over the records.
 *
 * @param verb begins the job's name
 */
record RollupTable(String verb, Declaration declaration) implements BuiltTable {

  private static final String LATEST = "tributary.rollup.latest";

  /** How many groups, values and names a mapper holds before it hands them on. */
  private static final String MOST = "tributary.rollup.table.entries";

  private static final long STANDARD_MOST = 200_000; // some 20 MB

  @Override
  public Table definition() {
    return declaration.table();
  }

  @Override
  public BuildInput input(Dataset dataset) {
    return BuildInput.of(dataset.feed()).within(declaration.partitions().reach());
  }

  /** A record that has no part in any row, as one that is left out, is of none. */
  @Override
  public Optional<Predicate<StoredRecord>> recordsOf(Dataset dataset, Map<String, Object> row) {
    View view = declaration.view(new Configuration(false));
    Projection projection = new Projection(declaration);
    List<Object> group = new ArrayList<>(); // NULL for a total
    declaration.groups().forEach(field -> group.add(row.get(field.column())));
    return Optional.of(
        record -> {
          try {
            for (JsonNode each : view.rows(record.value())) {
              if (projection.isOf(group, projection.of(each))) {
                return true;
              }
            }
            return false;
          } catch (UnreadableLineException e) {
            return false;
          }
        });
  }

  /** The ledger lists each thing once, in its latest state. */
  @Override
  public JobReport run(TableJob task)
      throws IOException, InterruptedException, ClassNotFoundException {
    Job job = job(task.conf(), task.input());
    if (!declaration.partitions().none()) {
      BuiltDays.set(job.getConfiguration(), task.dts());
    }
    return JobRun.run(job, declaration.table(), task.output());
  }

  /**
   * Runs the job over files that no ledger lists.
   *
   * @param latest whether several states of a thing may be there, of which the latest is to count
   */
  JobReport run(Configuration conf, List<Path> input, JobOutput output, boolean latest)
      throws IOException, InterruptedException, ClassNotFoundException {
    return JobRun.run(job(conf, input, latest), declaration.table(), output);
  }

  /** The same job, set up for another to submit. */
  Job job(Configuration conf, List<Path> input, JobOutput output, boolean latest)
      throws IOException {
    Job job = job(conf, input, latest);
    JobRun.write(job, declaration.table(), output);
    return job;
  }

  private Job job(Configuration conf, List<Path> input, boolean latest) throws IOException {
    Job job = job(conf, input);
    if (latest) {
      job.getConfiguration().setBoolean(LATEST, true);
      job.setNumReduceTasks(1); // a group's states come under other keys than the group
    }
    return job;
  }

  private Job job(Configuration conf, List<Path> input) throws IOException {
    Job job = Job.getInstance(conf, verb + " " + declaration.name());
    job.setJarByClass(RollupTable.class);
    declaration.set(job.getConfiguration());
    RecordFiles.configure(job, input);
    job.setMapperClass(RollupMapper.class);
    job.setMapOutputKeyClass(BytesWritable.class);
    job.setMapOutputValueClass(BytesWritable.class);
    job.setReducerClass(RollupReducer.class);
    return job;
  }

  /** Whether a task is to look for the latest states. */
  static boolean latest(Configuration conf) {
    return conf.getBoolean(LATEST, false);
  }

  /** How much a mapper's table may hold. */
  static long most(Configuration conf) {
    return conf.getLong(MOST, STANDARD_MOST);
  }
}
