package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.SetHash;
import dev.tributary.catalog.table.Table;
import java.util.List;
import java.util.Map;

/**
 * A version of a table that is to be built: which partitions, from which files.
 *
 * @param directory where its files go; nothing that a reader sees lies there
 * @param dts the partitions that are built: those that changed, or {@code ""} for a whole table
 * @param paths the current files of the feed, those of all partitions within reach, or the
 *     directories of the table that it is built from
 * @param joined paths of the current files of each reference, by its feed's name
 * @param read the records that a job must have read of a feed
 * @param records how many lines or rows a job must have read
 * @param abandoned directories of versions that a killed run began and nobody will finish
 */
public record Build(
    Table table,
    String dataset,
    long version,
    String directory,
    List<String> dts,
    List<String> paths,
    Map<String, List<String>> joined,
    SetHash read,
    long records,
    List<String> abandoned) {

  public Build {
    dts = List.copyOf(dts);
    paths = List.copyOf(paths);
    joined = Map.copyOf(joined);
    abandoned = List.copyOf(abandoned);
  }

  /** Where the files of a partition lie. */
  public String directory(String dt) {
    return dt.isEmpty() ? directory : directory + "/dt=" + dt;
  }

  /**
   * A partition of the table as it was built.
   *
   * @param rows how many it holds; null where nobody counted
   * @param bytes what its files hold; null likewise
   */
  public record Partition(String dt, String directory, Long rows, Long bytes) {}
}
