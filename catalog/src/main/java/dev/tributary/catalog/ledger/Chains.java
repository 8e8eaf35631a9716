package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Coordinates;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The chains of some things of a feed: read from the landed messages, changed, and written back so
 * that rows, revisions and duplicates are what they were had it always been so.
 */
final class Chains {

  /** The place of a message {@code %1$s}, by the range that accounts for its offset. */
  private static final String PLACE =
      """
      LEFT JOIN LATERAL (
        SELECT g.place FROM tributary.batch_range g
        WHERE g.live AND g.topic_id = %1$s.topic_id AND g.partition = %1$s.partition
        AND g.from_offset <= %1$s.msg_offset ORDER BY g.from_offset DESC LIMIT 1) p ON true
      """;

  private final Connection connection;
  private final Feed feed;
  private final Map<UUID, Chain> chains = new LinkedHashMap<>();
  private final Map<Coordinates, LandedRow> added = new HashMap<>();

  Chains(Connection connection, Feed feed) {
    this.connection = connection;
    this.feed = feed;
  }

  /** Reads the chains of these things. */
  void load(Collection<UUID> identities) throws SQLException {
    identities.forEach(this::chain);
    Object ids = identities.toArray(new UUID[0]);
    Query.of(
            connection,
            """
            SELECT r.identity, r.topic_id, r.partition, r.msg_offset,
              coalesce(p.place, r.batch_id), r.content, r.batch_id, r.dt, r.revision,
              b.state = 'committed'
            FROM %s r JOIN tributary.batch b ON b.id = r.batch_id
            """
                    .formatted(feed.landingTable())
                + PLACE.formatted("r")
                + "WHERE r.identity = ANY (?)",
            ids)
        .list(
            row -> {
              Chain chain = chain(row.getObject(1, UUID.class));
              if (row.getBoolean(10)) {
                chain.hold(link(row, row.getInt(9), null));
              } else {
                chain.take(row.getInt(9));
              }
              return chain;
            });
    Query.of(
            connection,
            """
            SELECT r.identity, d.topic_id, d.partition, d.msg_offset,
              coalesce(p.place, d.batch_id), r.content, d.batch_id, r.dt,
              d.of_topic_id, d.of_partition, d.of_offset
            FROM %s r JOIN tributary.duplicate d ON d.of_topic_id = r.topic_id
              AND d.of_partition = r.partition AND d.of_offset = r.msg_offset
            JOIN tributary.batch b ON b.id = d.batch_id AND b.state = 'committed'
            """
                    .formatted(feed.landingTable())
                + PLACE.formatted("d")
                + "WHERE r.identity = ANY (?)",
            ids)
        .list(
            row -> {
              Chain chain = chain(row.getObject(1, UUID.class));
              chain.hold(link(row, 0, coordinates(row, 9)));
              return chain;
            });
  }

  /** The messages of that batch count no longer. */
  void drop(long batch) {
    chains.values().forEach(chain -> chain.drop(batch));
  }

  /**
   * A message counts from now on; its thing's chain has been loaded.
   *
   * @param place the batch in which it first came
   */
  void add(LandedRow row, long place, long batch) {
    added.put(row.at(), row);
    chain(row.identity())
        .add(new Chain.Link(row.at(), place, row.content(), batch, row.dt(), 0, null));
  }

  /** What all messages are now. */
  Settlement settle() {
    Settlement settlement = new Settlement();
    chains.forEach((identity, chain) -> settlement.take(identity, chain));
    return settlement;
  }

  private Chain chain(UUID identity) {
    return chains.computeIfAbsent(identity, id -> new Chain());
  }

  private static Chain.Link link(ResultSet row, int revision, Coordinates of) throws SQLException {
    return new Chain.Link(
        coordinates(row, 2),
        row.getLong(5),
        row.getObject(6, UUID.class),
        row.getLong(7),
        row.getString(8),
        revision,
        of);
  }

  private static Coordinates coordinates(ResultSet row, int from) throws SQLException {
    return new Coordinates(
        row.getObject(from, UUID.class), row.getInt(from + 1), row.getLong(from + 2));
  }

  /** What is to become of the messages of the chains. */
  final class Settlement {

    private final List<LandedRow> rows = new ArrayList<>();
    private final List<Duplicate> duplicates = new ArrayList<>();
    private final List<Chain.Settled> renumbered = new ArrayList<>();
    private final List<Chain.Settled> promoted = new ArrayList<>();
    private final List<Chain.Settled> demoted = new ArrayList<>();
    private final List<Chain.Settled> repointed = new ArrayList<>();
    private final List<Chain.Link> moved = new ArrayList<>();
    private final Set<UUID> changed = new HashSet<>();

    private void take(UUID identity, Chain chain) {
      List<Chain.Settled> settled = chain.settle();
      for (Chain.Settled each : settled) {
        LandedRow mine = added.get(each.link().at());
        if (mine != null && each.isRow()) {
          rows.add(mine.as(each.revision()));
        } else if (mine != null) {
          duplicates.add(new Duplicate(mine.at(), each.of()));
        } else if (sort(each)) {
          changed.add(identity);
        }
      }
      moved.addAll(chain.moved(settled));
    }

    /** Whether the thing's rows are written to. */
    private boolean sort(Chain.Settled each) {
      boolean was = each.link().isRow();
      if (was && each.isRow()) {
        return each.link().revision() != each.revision() && renumbered.add(each);
      }
      if (was || each.isRow()) {
        return (was ? demoted : promoted).add(each);
      }
      if (!each.of().equals(each.link().of())) {
        repointed.add(each);
      }
      return false;
    }

    /** Those of the added messages that are rows. */
    List<LandedRow> rows() {
      return rows;
    }

    /** Those of the added messages that are duplicates. */
    List<Duplicate> duplicates() {
      return duplicates;
    }

    /**
     * Writes what becomes of the messages that were there; numbers of the added rows are free then.
     *
     * @param cause the batch that the partitions are written anew for
     */
    void write(long cause) throws SQLException {
      ChainChanges changes = new ChainChanges(connection, feed);
      changes.renumber(renumbered);
      changes.promote(promoted);
      changes.demote(demoted);
      changes.number(changed);
      changes.repoint(repointed);
      changes.askRewrites(moved, cause);
    }
  }
}
