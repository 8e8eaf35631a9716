package dev.tributary.catalog.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A batch as it stands.
 *
 * @param version its number within the feed, from 1 on
 * @param state whether it counts: committed, rejected, or replayed after that
 * @param origin where its messages came from: a topic, a replay of it, the quarantine
 * @param replays the rejected batch whose offsets it landed anew
 * @param replayedBy the batch that landed its offsets anew
 * @param bytes size of its messages, keys and values
 * @param quarantined how many it set aside, whatever became of them
 */
public record BatchSummary(
    long id,
    String feed,
    long version,
    String state,
    String origin,
    Optional<Long> replays,
    Optional<Long> replayedBy,
    String run,
    Instant committedAt,
    long rows,
    long bytes,
    long duplicates,
    long quarantined,
    long warnings) {}
