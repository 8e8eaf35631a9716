package dev.tributary.catalog.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A batch as it is told of.
 *
 * @param version its number within the feed
 * @param state what became of it, as the ledger says it: such as {@code rejected}
 * @param origin where its messages came from, as the ledger says it: such as {@code quarantine}
 * @param replays the batch whose offsets it landed anew
 * @param rejection why it was rejected
 */
public record BatchFacts(
    long id,
    long version,
    String state,
    String origin,
    Optional<Long> replays,
    String run,
    Instant committedAt,
    Optional<String> rejection) {}
