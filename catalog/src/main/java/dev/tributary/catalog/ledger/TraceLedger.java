package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.OffsetRange;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where figures come from, and where messages went. On the ledger's connection. */
public final class TraceLedger {

  private final Connection connection;
  private final Transactions transactions;

  TraceLedger(Connection connection) {
    this.connection = connection;
    this.transactions = new Transactions(connection);
  }

  /** Whether a topic of that name was ever landed, or read by a sink. */
  public boolean knowsTopic(String name) {
    return !transactions.change(() -> new MessageHistory(connection).topics(name)).isEmpty();
  }

  /**
   * What became of an offset, of each topic that has had this name, the newest first.
   *
   * @param feeds those that are known, by name
   * @param reach by how many days the {@code dt} of a table's row may differ from its record's, of
   *     the tables where it may
   */
  public List<MessageFate> message(
      String topic,
      int partition,
      long offset,
      Map<String, Feed> feeds,
      Map<String, Integer> reach) {
    return transactions.change(
        () -> new MessageHistory(connection).fates(topic, partition, offset, feeds, reach));
  }

  /** The partitions of feeds that a version was built from, with the files they had then. */
  public List<FigureInput> inputs(String table, long version) {
    return transactions.change(() -> new FigureHistory(connection).inputs(table, version));
  }

  /** The partitions of other tables that a version was built from. */
  public List<VersionedPartition> sources(String table, long version) {
    return transactions.change(() -> new FigureHistory(connection).sources(table, version));
  }

  /** The offsets of a feed that a version was built from, by topic's name. */
  public Map<String, List<OffsetRange>> ranges(
      String table, long version, Feed feed, Collection<String> dts) {
    return transactions.change(
        () -> new FigureHistory(connection).ranges(table, version, feed, dts));
  }

  /** The records of a feed that a version was built from, by topic, partition and offset. */
  public void records(
      String table, long version, Feed feed, Collection<String> dts, RecordReader reader)
      throws IOException {
    try {
      transactions.within(
          () -> {
            new FigureHistory(connection).records(table, version, feed, dts, reader);
            return null;
          });
    } catch (SQLException e) {
      throw Transactions.failure(e);
    }
  }

  /** Of these batches what there is to tell, in their order. */
  public List<BatchFacts> batches(Collection<Long> ids) {
    return transactions.change(() -> new FigureHistory(connection).batches(ids));
  }

  /** Takes records. */
  public interface RecordReader {
    void accept(TracedRecord row) throws IOException;
  }
}
