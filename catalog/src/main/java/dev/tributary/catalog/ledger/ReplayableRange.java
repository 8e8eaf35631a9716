package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.OffsetRange;

/**
 * Offsets of a rejected batch.
 *
 * @param topic the name that the topic had
 */
public record ReplayableRange(String topic, OffsetRange range) {}
