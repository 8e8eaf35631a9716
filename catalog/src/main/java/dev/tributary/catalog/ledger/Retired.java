package dev.tributary.catalog.ledger;

/**
 * What is to be deleted, and may be already.
 *
 * @param path in HDFS
 * @param directory whether it goes with all that is in it; else it is a file
 */
public record Retired(String path, boolean directory) {}
