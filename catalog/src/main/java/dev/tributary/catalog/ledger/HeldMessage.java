package dev.tributary.catalog.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A message in quarantine, and what has been done about it.
 *
 * @param topic the name of its topic
 * @param message what was set aside, with why
 * @param state {@code open}, {@code replayed} or {@code discarded}
 * @param batch the batch that set it aside
 * @param rejected whether that batch was rejected, and the message with it
 * @param attempts how often landing it was tried
 * @param replayBatch the batch that landed it
 * @param decision why it was discarded
 * @param decidedRun the run that replayed or discarded it
 */
public record HeldMessage(
    String topic,
    Quarantined message,
    String state,
    long batch,
    boolean rejected,
    Instant quarantinedAt,
    int attempts,
    Optional<Long> replayBatch,
    Optional<String> decision,
    Optional<String> decidedRun,
    Optional<Instant> decidedAt) {}
