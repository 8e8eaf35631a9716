package dev.tributary.mapreduce.build;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.BuildInput;
import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.job.JobReport;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A table of a dataset and the job that makes it. */
public interface BuiltTable {

  Table definition();

  /** What it is built from. */
  BuildInput input(Dataset dataset);

  /** Runs the job and waits for its end. */
  JobReport run(TableJob job) throws IOException, InterruptedException, ClassNotFoundException;

  /**
   * Which records of the feed that it is built from a row is made of, as far as they tell it
   * themselves; empty if they do not.
   *
   * @param row its values by column
   */
  default Optional<Predicate<StoredRecord>> recordsOf(Dataset dataset, Map<String, Object> row) {
    return Optional.empty();
  }

  /**
   * Which rows of the table that it is built from a row is made of; empty if they do not tell it.
   *
   * @param row its values by column; so are the others given
   */
  default Optional<Predicate<Map<String, Object>>> rowsOf(Map<String, Object> row) {
    return Optional.empty();
  }

  /** What a reader of the run's outcome should know besides; empty for nothing. */
  default String remark(TableJob job) throws IOException {
    return "";
  }
}
