package dev.tributary.catalog.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Which quarantined messages are meant.
 *
 * @param feeds of these feeds
 * @param topic a topic's name
 * @param from from this offset on
 * @param until before this offset
 */
public record QuarantineFilter(
    List<String> feeds,
    Optional<String> reason,
    Optional<String> topic,
    Optional<Integer> partition,
    Optional<Long> from,
    Optional<Long> until) {

  /**
   * The condition that a row {@code q} of the quarantine with its topic {@code t} is among them.
   */
  static final String CONDITION =
      """
      t.feed = ANY (?) AND (?::text IS NULL OR q.reason = ?::text)
      AND (?::text IS NULL OR t.name = ?::text) AND (?::int IS NULL OR q.partition = ?::int)
      AND q.msg_offset >= ? AND q.msg_offset < ?
      """;

  public QuarantineFilter {
    feeds = List.copyOf(feeds);
  }

  /** The same of one feed. */
  public QuarantineFilter of(String feed) {
    return new QuarantineFilter(List.of(feed), reason, topic, partition, from, until);
  }

  /** Whether it leaves out any of the feeds' messages. */
  public boolean isNarrow() {
    return reason.isPresent() || topic.isPresent();
  }

  /** The values of its condition, and others behind them. */
  Object[] values(Object... others) {
    Object[] own = {
      feeds.toArray(new String[0]),
      reason.orElse(null),
      reason.orElse(null),
      topic.orElse(null),
      topic.orElse(null),
      partition.orElse(null),
      partition.orElse(null),
      from.orElse(0L),
      until.orElse(Long.MAX_VALUE)
    };
    Object[] all = new Object[own.length + others.length];
    System.arraycopy(own, 0, all, 0, own.length);
    System.arraycopy(others, 0, all, own.length, others.length);
    return all;
  }
}
