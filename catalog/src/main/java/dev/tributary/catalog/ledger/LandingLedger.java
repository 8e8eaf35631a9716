package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of batches and of quarantined messages after they came in: rejected, replayed,
 * discarded. Messages of a thing count in the order in which they first came, so that what is true
 * after a replay is what would be had it been so from the beginning. Exports of the dataset are to
 * be locked out meanwhile. One connection, for one thread.
 */
public final class LandingLedger {

  private final Connection connection;
  private final Transactions transactions;

  LandingLedger(Connection connection) {
    this.connection = connection;
    this.transactions = new Transactions(connection);
  }

  /** The last batches of these feeds, those in that state or all, in their order. */
  public List<BatchSummary> batches(List<String> feeds, Optional<String> state, int most) {
    return transactions.change(() -> new BatchRegister(connection).last(feeds, state, most));
  }

  /**
   * That batch.
   *
   * @throws TributaryException if there is none
   */
  public BatchSummary batch(long id) {
    return transactions.change(
        () -> new BatchRegister(connection).find(id).orElseThrow(() -> BatchState.unknown(id)));
  }

  /** All that is known of a batch of that feed. */
  public BatchDetail detail(BatchSummary batch, Feed feed) {
    return transactions.change(() -> new BatchRegister(connection).detail(batch, feed));
  }

  /**
   * A batch's messages count no longer. What other batches repeated of it counts instead, and what
   * it had landed from quarantine is there again.
   *
   * @return how many partitions the next export writes anew for it
   * @throws TributaryException if there is no such batch, or it was rejected or replayed already
   */
  public long reject(Feed feed, long id, String reason, RunId run) {
    return transactions.change(
        "reject", () -> new Rejection(connection, feed, run).reject(id, reason));
  }

  /**
   * The offsets of a batch that can be landed anew.
   *
   * @throws TributaryException if there is no such batch, it is not rejected, or has no offsets of
   *     its own
   */
  public List<ReplayableRange> replayable(long id) {
    return transactions.change(() -> BatchReplay.ranges(connection, id));
  }

  /**
   * A rejected batch's offsets are landed anew, and another batch accounts for them.
   *
   * @param arrival all messages of its ranges as they are judged now: those that can be landed as
   *     rows, not yet told from duplicates, and the others
   */
  public Batch replay(Feed feed, long id, Arrival arrival, RunId run) {
    transactions.change(
        () -> {
          new LandingTable(feed).ensureParts(connection, arrival.rows());
          return null;
        });
    return transactions.change(
        "replay", () -> new BatchReplay(connection, feed, run).replay(id, arrival));
  }

  /** How many quarantined messages there are of each reason, most first. */
  public Map<String, Long> quarantineReasons(QuarantineFilter filter, Optional<String> state) {
    return transactions.change(() -> new Quarantine(connection).reasons(filter, state));
  }

  /** The last quarantined messages, in the order in which they were set aside. */
  public List<HeldMessage> quarantined(QuarantineFilter filter, Optional<String> state, int most) {
    return transactions.change(() -> new Quarantine(connection).last(filter, state, most));
  }

  /** A quarantined message; several if topics of that name were deleted and made anew. */
  public List<HeldMessage> quarantined(String topic, int partition, long offset) {
    return transactions.change(() -> new Quarantine(connection).at(topic, partition, offset));
  }

  /**
   * Quarantined messages that wait, by their coordinates.
   *
   * @param after only those behind it
   * @param most how many at most
   * @param bytes and of what size together, about
   */
  public List<HeldMessage> waiting(
      QuarantineFilter filter, Optional<Coordinates> after, int most, long bytes) {
    return transactions.change(() -> new Quarantine(connection).open(filter, after, most, bytes));
  }

  /**
   * Messages from quarantine are landed, and those that cannot be have one attempt more.
   *
   * @param arrival the messages as they are judged now, of no ranges
   * @return the batch that they are in; empty if none could be landed
   */
  public Optional<Batch> replayQuarantined(Feed feed, Arrival arrival, RunId run) {
    transactions.change(
        () -> {
          new LandingTable(feed).ensureParts(connection, arrival.rows());
          return null;
        });
    return transactions.change(
        "quarantine-replay", () -> new QuarantineReplay(connection, feed, run).replay(arrival));
  }

  /**
   * Nobody wants these messages any more.
   *
   * @return how many they are
   */
  public int discard(QuarantineFilter filter, String because, RunId run) {
    return transactions.change(
        "quarantine-discard", () -> new Quarantine(connection).discard(filter, because, run));
  }
}
