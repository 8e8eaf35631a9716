package dev.tributary.mapreduce.job;

import dev.tributary.catalog.record.SetHash;
import dev.tributary.mapreduce.table.OutputFile;
import java.util.List;

/**
 * What a job has read and written.
 *
 * @param read the coordinates of the records read, those left out as unreadable included
 * @param records lines that are not blank; those that are neither in {@code read} nor {@code bare}
 *     were not even JSON, or had broken coordinates
 * @param bare records without coordinates
 * @param unmatched records used whose partner in the join is absent
 * @param unreadable records left out; the tasks' logs tell the first ones
 * @param files in the order of the tasks, in each in the order of writing
 * @param jobId as Hadoop names it
 */
public record JobReport(
    SetHash read,
    long records,
    long bare,
    long unmatched,
    long unreadable,
    List<OutputFile> files,
    String jobId) {

  public JobReport {
    files = List.copyOf(files);
  }
}
