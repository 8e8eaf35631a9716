package dev.tributary.mapreduce.job;

import dev.tributary.catalog.record.SetHash;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.input.Examples;
import dev.tributary.mapreduce.input.ReadCounter;
import dev.tributary.mapreduce.table.Manifest;
import dev.tributary.mapreduce.table.TableOutputFormat;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.FileAlreadyExistsException;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;

/** Runs a job that is set up, and waits for it. */
public final class JobRun {

  private static final Set<TaskCompletionEvent.Status> FAILED =
      Set.of(TaskCompletionEvent.Status.FAILED, TaskCompletionEvent.Status.TIPFAILED);

  private JobRun() {}

  /**
   * Has the job write the table, submits it, waits for its end and reads what it has left.
   *
   * @throws JobFailedException if the job is refused or fails
   */
  public static JobReport run(Job job, Table table, JobOutput to)
      throws IOException, InterruptedException, ClassNotFoundException {
    write(job, table, to);
    complete(job, to.directory());
    return report(job, to.directory());
  }

  /** Has a job write the table. */
  public static void write(Job job, Table table, JobOutput to) {
    TableOutputFormat.configure(job, table.as(to.format()), to.layout(), to.directory());
  }

  /**
   * Submits a job that writes to a directory, and waits for its end.
   *
   * @param output must not exist
   * @throws JobFailedException if the job is refused or fails
   */
  public static void complete(Job job, Path output)
      throws IOException, InterruptedException, ClassNotFoundException {
    nameAfterRun(job);
    LostNodes.giveUpSoon(job.getConfiguration());
    // A job's configuration lies in HDFS for all to read.
    Settings.ALL.stream()
        .filter(Setting::secret)
        .forEach(setting -> job.getConfiguration().unset(setting.name()));
    submit(job, output);
    if (!job.waitForCompletion(true)) {
      throw new JobFailedException(
          "job '%s' %s failed: %s; see %s"
              .formatted(job.getJobName(), job.getJobID(), reason(job), job.getTrackingURL()),
          null);
    }
  }

  private static void nameAfterRun(Job job) {
    String runId = job.getConfiguration().get(RunId.PROPERTY, "");
    if (!runId.isEmpty()) {
      job.setJobName(job.getJobName() + " " + runId);
    }
  }

  private static void submit(Job job, Path output)
      throws IOException, InterruptedException, ClassNotFoundException {
    try {
      job.submit();
    } catch (FileAlreadyExistsException e) {
      throw new JobFailedException(
          "job '%s' was not submitted: its output directory %s exists; remove it or name another"
              .formatted(job.getJobName(), output),
          e);
    } catch (SocketException | SocketTimeoutException e) {
      throw e; // the job is as good as any: somebody does not answer
    } catch (IOException e) {
      throw new JobFailedException(
          "job '%s' was not submitted: %s".formatted(job.getJobName(), e.getMessage()), e);
    }
  }

  /** What the first failed task says, or the framework; LocalJobRunner puts it in the log only. */
  private static String reason(Job job) throws IOException, InterruptedException {
    for (TaskCompletionEvent event : job.getTaskCompletionEvents(0, Integer.MAX_VALUE)) {
      if (FAILED.contains(event.getStatus())) {
        String[] diagnostics = job.getTaskDiagnostics(event.getTaskAttemptId());
        if (diagnostics.length > 0) {
          return event.getTaskAttemptId() + ": " + diagnostics[0].lines().findFirst().orElse("");
        }
      }
    }
    String reason = job.getStatus().getFailureInfo().strip();
    return reason.equals("NA") ? "its log says why" : reason;
  }

  private static JobReport report(Job job, Path output) throws IOException {
    Counters counters = job.getCounters();
    if (counters == null) {
      // YARN forgets a finished job unless a history server keeps it.
      throw new JobFailedException(
          "job '%s' %s succeeded, but its counters are gone; is the history server up? see %s"
              .formatted(job.getJobName(), job.getJobID(), job.getTrackingURL()),
          null);
    }
    FileSystem files = output.getFileSystem(job.getConfiguration());
    SetHash read =
        new SetHash(
            value(counters, ReadCounter.HASH_COUNT),
            value(counters, ReadCounter.HASH_FIRST),
            value(counters, ReadCounter.HASH_SECOND));
    return new JobReport(
        read,
        value(counters, ReadCounter.RECORDS),
        value(counters, ReadCounter.BARE),
        value(counters, ReadCounter.UNMATCHED),
        value(counters, ReadCounter.UNREADABLE),
        value(counters, ReadCounter.SUPERSEDED),
        Examples.read(files, output),
        Manifest.read(files, output),
        job.getJobID().toString());
  }

  private static long value(Counters counters, ReadCounter counter) {
    return counters.findCounter(counter).getValue();
  }
}
