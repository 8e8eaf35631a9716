package dev.tributary.catalog.ledger;

import dev.tributary.catalog.table.Table;
import java.util.List;
import java.util.Optional;

/**
 * A table as Hive was pointed at it last.
 *
 * @param raw whether it shows a feed's own files
 * @param newest its definition in the newest version that is shown
 * @param unshown whether there are partitions of records that none of its partitions shows
 * @param partitions what Hive must show
 * @param versions what these were built from, if jobs built them
 */
public record AuditedTable(
    boolean raw,
    Table newest,
    boolean unshown,
    List<Partition> partitions,
    List<Version> versions) {

  /** Its name in Hive. */
  public String name() {
    return newest.name();
  }

  /**
   * A partition.
   *
   * @param table as it was defined when this version was built
   * @param dt {@code ""} where the table is kept whole
   * @param rows how many it must have
   * @param restored whether restore pointed Hive at it
   * @param dirty whether something that it is built from changed since
   */
  public record Partition(
      Table table,
      String dt,
      long version,
      String directory,
      long rows,
      boolean restored,
      boolean dirty) {}

  /**
   * A version that some partition shows.
   *
   * @param hash of the coordinates that its job reported; empty if it read another table's rows
   * @param records how many it read
   * @param dts the partitions of records that it read; empty if one of them has changed since
   */
  public record Version(
      long number,
      String directory,
      Optional<String> hash,
      long records,
      Optional<List<String>> dts) {}
}
