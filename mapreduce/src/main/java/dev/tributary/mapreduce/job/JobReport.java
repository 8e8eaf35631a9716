package dev.tributary.mapreduce.job;

import dev.tributary.catalog.record.SetHash;
import dev.tributary.mapreduce.input.LeftOut;
import dev.tributary.mapreduce.table.OutputFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job has read and written.
 *
 * @param read the coordinates of the records read, those left out as unreadable included
 * @param records lines that are not blank, or elements of arrays; those that are neither in {@code
 *     read} nor {@code bare} were not even JSON, or had broken coordinates
 * @param bare records without coordinates
 * @param unmatched records used whose partner in the join is absent
 * @param unreadable records left out
 * @param superseded records that gave way to a later state of the same thing
 * @param examples the first ones left out, where the job's reducers pass them on; the tasks' logs
 *     tell those of each task
 * @param files in the order of the tasks, in each in the order of writing
 * @param jobId as Hadoop names it; null where there was nothing to run a job for
 */
public record JobReport(
    SetHash read,
    long records,
    long bare,
    long unmatched,
    long unreadable,
    long superseded,
    List<LeftOut> examples,
    List<OutputFile> files,
    String jobId) {

  public JobReport {
    examples = List.copyOf(examples);
    files = List.copyOf(files);
  }

  /** Without a job: there was nothing to read. */
  public static JobReport ofNothing() {
    return new JobReport(SetHash.EMPTY, 0, 0, 0, 0, 0, List.of(), List.of(), null);
  }

  /** How many rows there are in all files. */
  public long rows() {
    return files.stream().mapToLong(OutputFile::rows).sum();
  }

  /** The figures for a machine, by their names. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("job", jobId);
    facts.put("records", records);
    facts.put("rows", rows());
    facts.put("unmatched", unmatched);
    facts.put("unreadable", unreadable);
    return facts;
  }
}
