package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Coordinates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** Messages that are landed later than they came, each in its place among those of its thing. */
final class Sorted {

  private final Connection connection;
  private final Feed feed;
  private final long batch;
  private Chains.Settlement settlement;

  /**
   * @param batch the one that they are to be in
   */
  Sorted(Connection connection, Feed feed, long batch) {
    this.connection = connection;
    this.feed = feed;
    this.batch = batch;
  }

  /**
   * Tells rows from duplicates; nothing is written yet.
   *
   * @param place the batch in which all of them first came
   */
  Arrival sort(Arrival arrival, long place) throws SQLException {
    return sort(arrival, at -> place);
  }

  /** The same for messages of several batches. */
  Arrival sort(Arrival arrival, Map<Coordinates, Long> places) throws SQLException {
    return sort(arrival, places::get);
  }

  private Arrival sort(Arrival arrival, ToLongFunction<Coordinates> place) throws SQLException {
    List<UUID> identities = arrival.rows().stream().map(LandedRow::identity).distinct().toList();
    Chains chains = new Chains(connection, feed);
    chains.load(identities);
    arrival.rows().forEach(row -> chains.add(row, place.applyAsLong(row.at()), batch));
    settlement = chains.settle();
    return arrival.sorted(settlement.rows(), settlement.duplicates(), arrival.rejections());
  }

  /** What had landed before becomes what it is with these among it. */
  void write() throws SQLException {
    settlement.write(batch);
  }
}
