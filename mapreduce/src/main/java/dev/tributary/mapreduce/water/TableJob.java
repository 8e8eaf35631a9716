package dev.tributary.mapreduce.water;

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
record TableJob(
    Configuration conf, Dataset water, List<Path> input, List<Path> joined, JobOutput output) {

  /** The measured parameters: every number of a sample. */
  List<String> parameters() {
    return water.feed().schema().numbers();
  }
}
