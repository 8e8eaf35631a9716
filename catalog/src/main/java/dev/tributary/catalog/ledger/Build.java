package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.SetHash;
import dev.tributary.catalog.table.Table;
import java.util.List;
import java.util.Map;

/**
 * A version of a table that is to be built: which partitions, from which files.
 *
 * @param directory where its files go; nothing that a reader sees lies there
 * @param dts the partitions of the table that changed since they were last built
 * @param files paths of the current files of each feed, by the feed's name
 * @param read the records that a job must have read of the dataset's own feed
 * @param abandoned directories of versions that a killed run began and nobody will finish
 */
public record Build(
    Table table,
    String dataset,
    long version,
    String directory,
    List<String> dts,
    Map<String, List<String>> files,
    SetHash read,
    List<String> abandoned) {

  public Build {
    dts = List.copyOf(dts);
    abandoned = List.copyOf(abandoned);
  }

  /**
   * A partition of the table as it was built.
   *
   * @param rows how many it holds; null where nobody counted
   * @param bytes what its files hold; null likewise
   */
  public record Partition(String dt, String directory, Long rows, Long bytes) {}
}
