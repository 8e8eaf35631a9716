package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;
import java.util.UUID;

/** The latest revision of a thing that has landed: where from, and a hash of its content. */
public record Known(UUID identity, UUID content, int revision, Coordinates at) {}
