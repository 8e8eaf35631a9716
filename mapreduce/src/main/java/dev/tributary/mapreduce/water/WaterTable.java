package dev.tributary.mapreduce.water;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.job.JobOutput;
import dev.tributary.mapreduce.job.JobReport;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A table of the water dataset and the job that makes it. */
interface WaterTable {

  Table definition();

  /** What it is built from. */
  BuildInput input(Dataset water);

  /**
   * Runs the job and waits for its end.
   *
   * @param input the files of the feed, or the directories of the table, that it is built from
   * @param joined the files of its reference; none if it has none
   */
  JobReport run(
      Configuration conf, Dataset water, List<Path> input, List<Path> joined, JobOutput output)
      throws IOException, InterruptedException, ClassNotFoundException;

  /** What a reader of the run's outcome should know besides; empty for nothing. */
  default String remark(Configuration conf, Dataset water, List<Path> joined) throws IOException {
    return "";
  }
}
