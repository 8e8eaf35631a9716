package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.record.SetHash;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A sink at one moment, as the ledger has it.
 *
 * @param path with its file system
 * @param gaps offsets that Kafka had no more when they were to be read, as was accepted
 * @param files those that are missing too, as was accepted
 */
public record AuditedSink(
    long id, String path, List<Position> positions, CoordinateSet gaps, List<File> files) {

  public AuditedSink {
    positions = List.copyOf(positions);
    files = List.copyOf(files);
  }

  /**
   * How far it has read.
   *
   * @param from where it began
   * @param next where it goes on
   */
  public record Position(UUID topicId, String topic, int partition, long from, long next) {}

  /**
   * A file of a place.
   *
   * @param directory of the place, below the path
   * @param state open, packing, rolled or missing
   * @param rolledName the name that it has, or gets, when it is rolled, without what tells its form
   * @param length how many of its bytes are valid, unpacked
   * @param messages how many it holds, and which
   */
  public record File(
      long id,
      String directory,
      String state,
      String name,
      Optional<String> rolledName,
      long length,
      SetHash messages,
      List<Content> contents) {

    /** Whether it was given up. */
    public boolean missing() {
      return state.equals("missing");
    }
  }

  /** How many messages of a partition a file holds, from which to which. */
  public record Content(UUID topicId, int partition, long first, long last, long messages) {}
}
