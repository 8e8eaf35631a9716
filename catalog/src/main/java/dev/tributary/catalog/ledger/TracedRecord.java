package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;
import java.util.Optional;

/**
 * A record that a version of a table was built from.
 *
 * @param topic the topic's name
 * @param path the file in HDFS that holds it
 * @param source the file and row that it came from, as far as that is known
 * @param value the record as JSON
 */
public record TracedRecord(
    String topic, Coordinates at, long batch, String path, Optional<String> source, String value) {}
