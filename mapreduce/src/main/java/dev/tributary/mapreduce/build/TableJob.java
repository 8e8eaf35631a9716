package dev.tributary.mapreduce.build;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.mapreduce.job.JobOutput;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a table's job is given.
 *
 * @param dts the partitions that are to be built; {@code ""} for a table that is kept whole
 * @param input the files of the feed, or the directories of the table, that it is built from; of
 *     partitions besides where rows reach into others
 * @param joined the files of its reference; none if it has none
 */
public record TableJob(
    Configuration conf,
    Dataset dataset,
    List<String> dts,
    List<Path> input,
    List<Path> joined,
    JobOutput output) {

  public TableJob {
    dts = List.copyOf(dts);
    input = List.copyOf(input);
    joined = List.copyOf(joined);
  }
}
