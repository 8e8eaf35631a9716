package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.OffsetSet;

/**
 * A file that lies in HDFS under its final name.
 *
 * @param length in bytes
 * @param sha256 of its bytes, hexadecimal
 * @param offsets the records it holds
 */
public record WrittenFile(
    String dt,
    int version,
    String path,
    long rows,
    long length,
    String sha256,
    OffsetSet offsets) {}
