package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.table.Table;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is true of tables: their versions, what of them readers see, and what may go. On the
 * ledger's connection, for its thread.
 */
public final class TableLedger {

  private final Connection connection;
  private final Transactions transactions;

  TableLedger(Connection connection) {
    this.connection = connection;
    this.transactions = new Transactions(connection);
  }

  /** The names of all tables that there are versions of. */
  public List<String> names() {
    return transactions.change(
        () ->
            Query.of(
                    connection,
                    "SELECT DISTINCT table_name FROM tributary.table_version ORDER BY table_name")
                .list(row -> row.getString(1)));
  }

  /** All versions of a table, the oldest first; none if there is no such table. */
  public List<TableVersion> versions(String table) {
    return transactions.change(() -> new VersionHistory(connection).of(table));
  }

  /**
   * The state of a table as of one of its versions: of each partition the newest built version up
   * to it, by {@code dt}.
   */
  public List<VersionedPartition> asOf(String table, long version) {
    return transactions.change(() -> new VersionHistory(connection).asOf(table, version));
  }

  /** What Hive's readers see of a table, by {@code dt}. */
  public List<VersionedPartition> seen(String table) {
    return transactions.change(() -> new VersionHistory(connection).seen(table));
  }

  /** What Hive is to be pointed at so that its readers see these. */
  public List<Publication> publications(List<VersionedPartition> partitions) {
    return transactions.change(() -> new VersionHistory(connection).publications(partitions));
  }

  /**
   * Readers see these versions, and go on to see them until newer ones are built than there are
   * now. One that is the newest is held no longer.
   *
   * @return how many partitions that is another state for
   */
  public int restored(List<VersionedPartition> partitions, RunId run) {
    return transactions.change(
        "restore-record", () -> new VersionHistory(connection).restored(partitions, run));
  }

  /** When the latest audit of a dataset began that was clean and complete. */
  public Optional<Instant> audited(Dataset dataset) {
    return transactions.change(() -> new Retention(connection, dataset).audited());
  }

  /**
   * What of a dataset nothing points to any more, and nothing will: files of superseded versions.
   *
   * @param hive the directories that Hive itself says it points at, as paths
   */
  public List<Retirable> retirable(
      Dataset dataset, RetentionPolicy policy, Collection<String> hive) {
    return transactions.change(() -> new Retention(connection, dataset).retirable(policy, hive));
  }

  /** The same is retired: no one will be pointed at it again, and its files may be deleted. */
  public List<Retirable> retire(
      Dataset dataset, RetentionPolicy policy, Collection<String> hive, RunId run) {
    return transactions.change(
        "retain-mark", () -> new Retention(connection, dataset).retire(policy, hive, run));
  }

  /** The directories and files of a dataset that were retired, whether they are deleted or not. */
  public List<Retired> retired(Dataset dataset) {
    return transactions.change(() -> new Retention(connection, dataset).retired());
  }

  /** The directories of versions of a dataset that nobody will finish. */
  public List<String> abandoned(Dataset dataset) {
    return transactions.change(() -> new Retention(connection, dataset).abandoned());
  }

  /** Which of these exports of a feed have all their files in place. */
  public List<Long> ended(Feed feed, Collection<Long> exports) {
    return transactions.change(
        () ->
            Query.of(
                    connection,
                    """
                    SELECT id FROM tributary.export
                    WHERE feed = ? AND state = 'done' AND id = ANY (?)""",
                    feed.name(),
                    exports.toArray(new Long[0]))
                .list(row -> row.getLong(1)));
  }

  /** Why each partition of a feed must be exported that must, by {@code dt}. */
  public Map<String, String> unexported(Feed feed) {
    return transactions.change(() -> new Pending(connection).unexported(feed));
  }

  /**
   * The partitions of a table that were not built from what there is now, {@code ""} for a table
   * that is kept whole; none as long as an input of it is absent.
   */
  public List<String> unbuilt(Table table, BuildInput input) {
    return transactions.change(() -> new Pending(connection).unbuilt(table, input));
  }

  /** The partitions of a feed that have other files than its raw table has a version of. */
  public List<String> unrecorded(Table raw, Feed feed) {
    return transactions.change(() -> new TableVersions(connection).changed(raw, feed));
  }
}
