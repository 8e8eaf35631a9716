package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.SetHash;
import java.util.Optional;

/**
 * A file of a sink's place.
 *
 * @param directory of its place, below the sink's path
 * @param name its name there
 * @param rolledName the name that it gets when it is rolled, without what tells its form; empty as
 *     long as nothing is in it
 * @param length how many of its bytes are valid: what lies behind was never committed
 * @param messages how many it holds, and which
 */
public record SinkFile(
    long id,
    long placeId,
    String directory,
    String name,
    Optional<String> rolledName,
    long length,
    SetHash messages) {}
