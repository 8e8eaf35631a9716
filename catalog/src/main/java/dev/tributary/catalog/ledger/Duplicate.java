package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;

/** A message that says again what the message at {@code of} had said. */
public record Duplicate(Coordinates at, Coordinates of) {}
