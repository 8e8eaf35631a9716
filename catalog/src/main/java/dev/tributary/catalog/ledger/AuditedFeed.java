package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.CoordinateSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What PostgreSQL holds of a feed at one moment: its rows as they were counted, and what the ledger
 * says of its files.
 *
 * @param positions where landing goes on, of each partition of each topic, of deleted ones too
 * @param covered the offsets that batches account for
 * @param coveredTwice those that two batches account for
 * @param landed rows of committed batches
 * @param duplicates not landed, as the same was known
 * @param quarantined set aside, and not landed since
 * @param rejected rows, duplicates and quarantined messages of rejected batches
 * @param rejectedRanges all offsets that rejected batches account for
 * @param strays rows of no batch that is committed or rejected
 * @param twice rows that are there twice
 * @param shortfalls batches that have not as many rows as they landed
 * @param current the latest revisions among exported rows, by {@code dt}: what HDFS must hold
 * @param toExport rows that are not exported yet
 * @param superseded exported rows that a later revision replaced, or that removed something
 * @param partitions in HDFS, by {@code dt}
 * @param files of the partitions' current versions
 * @param planned exports that were begun and not recorded yet
 */
public record AuditedFeed(
    Feed feed,
    List<Position> positions,
    CoordinateSet covered,
    CoordinateSet coveredTwice,
    CoordinateSet landed,
    CoordinateSet duplicates,
    CoordinateSet quarantined,
    CoordinateSet rejected,
    CoordinateSet rejectedRanges,
    CoordinateSet strays,
    CoordinateSet twice,
    List<Shortfall> shortfalls,
    SortedMap<String, CoordinateSet> current,
    long toExport,
    long superseded,
    SortedMap<String, Partition> partitions,
    List<RecordedFile> files,
    Set<Long> planned) {

  /** Where landing goes on in a partition of a topic. */
  public record Position(UUID topicId, String topic, int partition, long nextOffset) {}

  /**
   * A batch of which rows are gone.
   *
   * @param from of its range
   * @param until behind its range
   * @param missing how many rows
   */
  public record Shortfall(
      long batch, UUID topicId, int partition, long from, long until, long missing) {}

  /**
   * A partition in HDFS.
   *
   * @param awaitsRewrite whether an export is to write it anew: rows were rejected, or came back
   */
  public record Partition(
      String dt, int version, long generation, String directory, boolean awaitsRewrite) {}

  /** A file as it was recorded when it was written. */
  public record RecordedFile(
      String dt, String path, long length, String sha256, CoordinateSet records) {}

  /** The name of a topic by its id, and the id itself of one that is not known. */
  public String topic(UUID id) {
    return positions.stream()
        .filter(position -> position.topicId().equals(id))
        .map(Position::topic)
        .findFirst()
        .orElse(id.toString());
  }
}
