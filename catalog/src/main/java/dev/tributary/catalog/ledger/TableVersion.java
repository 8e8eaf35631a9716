package dev.tributary.catalog.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version of a table, and what became of its partitions.
 *
 * @param state {@code planned}, {@code built} or {@code abandoned}
 * @param run the run that planned it
 * @param job Hadoop's id of the job that built it; empty for a version of a feed's own files
 * @param inputRows how many lines or rows the job read
 * @param inputHash of the coordinates that it read
 * @param inputs how many partitions of feeds and of other tables it was built from
 */
public record TableVersion(
    String table,
    String dataset,
    long version,
    String state,
    String run,
    Optional<String> job,
    Instant plannedAt,
    Optional<Instant> builtAt,
    Optional<Long> inputRows,
    Optional<String> inputHash,
    long inputs,
    String directory,
    List<Partition> partitions) {

  public TableVersion {
    partitions = List.copyOf(partitions);
  }

  /** Whether it is whole. */
  public boolean built() {
    return state.equals("built");
  }

  /** An instant, and the run that did it then. */
  public record Event(Instant at, String run) {}

  /**
   * A partition that the version built; {@code dt} is {@code ""} where the table is kept whole.
   *
   * @param rows how many it holds; null where nobody counted
   * @param bytes of its files; null likewise
   * @param published when Hive was last pointed at it
   * @param seen whether Hive's readers see it now
   * @param held whether they do because it was restored
   * @param loaded whether the warehouse was last loaded with it
   * @param retired when its files were given up
   */
  public record Partition(
      String dt,
      String directory,
      Long rows,
      Long bytes,
      Optional<Event> published,
      boolean seen,
      boolean held,
      boolean loaded,
      Optional<Event> retired) {}
}
