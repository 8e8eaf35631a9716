package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;

/**
 * A message that cannot be landed.
 *
 * @param reason a word of a fixed list: not-json, schema, event-time, too-large, not-storable,
 *     assertion
 * @param detail what exactly is wrong
 * @param source the file and row it came from, if the message says so; else null
 * @param key the raw key; null if there is none
 * @param message the raw bytes; null if there are none
 * @param sentMs the message's own time, in ms since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them; the bytes are handed through
public record Quarantined(
    Coordinates at,
    String reason,
    String detail,
    String source,
    byte[] key,
    byte[] message,
    long sentMs) {}
