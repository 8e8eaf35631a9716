package dev.tributary.mapreduce.build;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.mapreduce.job.JobOutput;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a table's job is given.
 *
 * @param input the files of the feed, or the directories of the table, that it is built from
 * @param joined the files of its reference; none if it has none
 */
public record TableJob(
    Configuration conf, Dataset dataset, List<Path> input, List<Path> joined, JobOutput output) {

  public TableJob {
    input = List.copyOf(input);
    joined = List.copyOf(joined);
  }
}
