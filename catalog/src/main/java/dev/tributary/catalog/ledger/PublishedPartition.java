package dev.tributary.catalog.ledger;

import dev.tributary.catalog.table.Table;

/**
 * A partition of a table as Hive's readers see it.
 *
 * @param table as it was when this version was built
 * @param dt {@code ""} where the table is kept whole
 * @param directory where its files lie, a path in HDFS
 * @param rows how many it was built with; null where nobody counted
 * @param loaded whether the warehouse shows this version
 */
public record PublishedPartition(
    Table table, String dt, long version, String directory, Long rows, boolean loaded) {

  /** Names it in messages. */
  @Override
  public String toString() {
    return table.name() + (dt.isEmpty() ? "" : " dt=" + dt) + " version " + version;
  }
}
