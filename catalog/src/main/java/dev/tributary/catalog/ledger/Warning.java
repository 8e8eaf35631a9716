package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;

/**
 * A landed record with a value that is to be looked at.
 *
 * @param field the value's field; a record has one warning of a field
 * @param detail what is wrong with it
 * @param source the file and row it came from, if the message says so; else null
 */
public record Warning(Coordinates at, String field, String detail, String source) {}
