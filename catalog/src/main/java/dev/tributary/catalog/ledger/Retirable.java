package dev.tributary.catalog.ledger;

import java.time.Instant;

/**
 * A version of a partition whose files may go.
 *
 * @param owner the table that a job built, or the feed that was exported
 * @param dt {@code ""} where it is kept whole
 * @param directory where its files lie, a path in HDFS
 * @param bytes what the ledger knows of them
 * @param newest the newest version of that partition
 * @param job whether a job built it; else it is a version of a feed's partition
 */
public record Retirable(
    String owner,
    String dt,
    long version,
    String directory,
    long bytes,
    Instant builtAt,
    long newest,
    boolean job) {}
