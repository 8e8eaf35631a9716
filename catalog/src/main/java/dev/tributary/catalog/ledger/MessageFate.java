package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of an offset.
 *
 * @param feed what the topic feeds; empty if it is only read by sinks
 * @param kind in a word
 * @param nextOffset where landing goes on in the partition
 * @param landed the row, if there is one
 * @param duplicateOf what it says again
 * @param batch the batch that accounts for it
 * @param files those in HDFS that hold it, the current one last
 * @param builds the versions of tables that were built from these files, the oldest first
 * @param sinks files of sinks among whose offsets it is
 */
public record MessageFate(
    String topic,
    Coordinates at,
    Optional<String> feed,
    Kind kind,
    Optional<Long> nextOffset,
    Optional<Landed> landed,
    Optional<Place> duplicateOf,
    Optional<Quarantine> quarantine,
    Optional<BatchFacts> batch,
    List<HoldingFile> files,
    List<BuiltFrom> builds,
    List<SinkHolding> sinks) {

  public MessageFate {
    files = List.copyOf(files);
    builds = List.copyOf(builds);
    sinks = List.copyOf(sinks);
  }

  /** What became of it, in a word. */
  public enum Kind {
    LANDED("landed"),
    DUPLICATE("duplicate"),
    QUARANTINED("quarantined"),
    REJECTED("rejected"),
    /** It carries no record: a transaction's marker, or what compaction removed. */
    VOID("void"),
    NOT_LANDED_YET("not landed yet"),
    /** Kafka had it no more when landing came to it. */
    AGED_OUT("aged out"),
    /** No dataset lands the topic. */
    NOT_LANDED("not landed");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** As people read it. */
    public String words() {
      return words;
    }
  }

  /** A record's place, with the topic's name. */
  public record Place(String topic, Coordinates at) {}

  /**
   * A row of a landing table.
   *
   * @param supersededBy the latest revision that counts, if that is another
   */
  public record Landed(
      String table,
      String dt,
      UUID identity,
      int revision,
      long batch,
      Optional<Place> supersededBy) {}

  /**
   * Why it was set aside, and what was decided since.
   *
   * @param state {@code open}, {@code replayed} or {@code discarded}
   */
  public record Quarantine(
      String reason,
      String detail,
      Optional<String> source,
      String state,
      Optional<String> decision,
      Optional<Long> replayBatch) {}

  /**
   * A file in HDFS that holds it.
   *
   * @param current whether it is of its partition's version now
   */
  public record HoldingFile(
      long id,
      String path,
      String dt,
      int version,
      boolean current,
      long export,
      String run,
      boolean retired) {}

  /**
   * A partition of a table that was built from them, in one version.
   *
   * @param seen whether Hive's readers see it now
   */
  public record BuiltFrom(String table, long version, String dt, boolean seen) {}

  /**
   * A file of a sink that may hold it.
   *
   * @param path absolute, with its file system
   * @param state {@code open}, {@code packing}, {@code rolled} or {@code missing}
   */
  public record SinkHolding(String path, String state) {}
}
