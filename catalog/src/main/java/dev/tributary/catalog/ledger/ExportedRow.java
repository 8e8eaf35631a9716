package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;

/**
 * A landed row on its way to HDFS.
 *
 * @param eventTime {@code YYYY-MM-DD HH:MM:SS}, local; null in references
 * @param landedAt {@code YYYY-MM-DD HH:MM:SS.mmm}, UTC
 * @param value the record as JSON
 */
public record ExportedRow(
    String dt, String topic, Coordinates at, String eventTime, String landedAt, String value) {}
