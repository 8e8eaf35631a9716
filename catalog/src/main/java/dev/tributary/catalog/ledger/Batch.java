package dev.tributary.catalog.ledger;

/**
 * A batch that is in.
 *
 * @param version its number within the feed, from 1 on
 */
public record Batch(
    long id,
    String feed,
    long version,
    long rows,
    long duplicates,
    long quarantined,
    long warnings) {}
