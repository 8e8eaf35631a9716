package dev.tributary.catalog.ledger;

import dev.tributary.catalog.table.Table;

/**
 * A partition of a table in one of its versions.
 *
 * @param table as it was when this version was built
 * @param dt {@code ""} where the table is kept whole
 * @param directory where its files lie, a path in HDFS
 * @param rows how many it was built with; null where nobody counted
 * @param bytes of its files; null likewise
 * @param job whether a job built it: of a feed's own files, several versions may share a directory
 * @param lastInDirectory the last version whose files lie there
 * @param retired whether its files were given up
 */
public record VersionedPartition(
    Table table,
    String dt,
    long version,
    String directory,
    Long rows,
    Long bytes,
    boolean job,
    long lastInDirectory,
    boolean retired) {

  /** The same as what a {@link RowSource} opens. */
  public PublishedPartition readable() {
    return new PublishedPartition(table, dt, version, directory, rows, false);
  }

  /** Names it in messages. */
  @Override
  public String toString() {
    return readable().toString();
  }
}
