package dev.tributary.mapreduce.build;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.job.JobReport;
import java.io.IOException;

/** A table of a dataset and the job that makes it. */
public interface BuiltTable {

  Table definition();

  /** What it is built from. */
  BuildInput input(Dataset dataset);

  /** Runs the job and waits for its end. */
  JobReport run(TableJob job) throws IOException, InterruptedException, ClassNotFoundException;

  /** What a reader of the run's outcome should know besides; empty for nothing. */
  default String remark(TableJob job) throws IOException {
    return "";
  }
}
