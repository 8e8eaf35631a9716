package dev.tributary.catalog.ledger;

import dev.tributary.catalog.run.TributaryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How a batch stands.
 *
 * @param state whether it counts, a word of the column's list
 * @param origin where its messages came from, likewise
 */
record BatchState(String feed, String state, String origin, Optional<Long> replayedBy) {

  /**
   * As it stands until the transaction ends.
   *
   * @throws TributaryException if there is no such batch
   */
  static BatchState locked(Connection connection, long id) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT b.feed, b.state, b.origin,
              (SELECT max(r.id) FROM tributary.batch r WHERE r.replays = b.id)
            FROM tributary.batch b WHERE b.id = ? FOR UPDATE""",
            id)
        .first(
            row ->
                new BatchState(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Optional.ofNullable((Long) row.getObject(4))))
        .orElseThrow(() -> unknown(id));
  }

  static TributaryException unknown(long id) {
    return new TributaryException(
        "batches: there is no batch %d; 'batches list --dataset NAME' shows those there are"
            .formatted(id));
  }

  /** Fails unless the batch's offsets can be landed anew. */
  void checkReplayable(long id) {
    if (state.equals("replayed")) {
      throw new TributaryException(
          "replay: batch %d was replayed by batch %d already"
              .formatted(id, replayedBy.orElseThrow()));
    }
    if (state.equals("committed")) {
      throw new TributaryException(
          "replay: batch %d counts; what is in it is landed anew after 'batches reject %d --reason …'"
              .formatted(id, id));
    }
    if (origin.equals("quarantine")) {
      throw new TributaryException(
          "replay: batch %d had landed messages from quarantine, where they are again; use 'quarantine replay'"
              .formatted(id));
    }
  }
}
