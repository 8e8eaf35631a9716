package dev.tributary.mapreduce.input;

/** What a job's mappers count of the lines they read. Hadoop adds them up over the tasks. */
public enum ReadCounter {
  /** Lines that are not blank, elements of arrays. */
  RECORDS,
  /** Records without coordinates. */
  BARE,
  /** Records left out, since they are not what the job expects. */
  UNREADABLE,
  /** Records whose partner in a join is absent. */
  UNMATCHED,
  /** Records that give way to a later state of the same thing. */
  SUPERSEDED,
  /** The parts of the {@link dev.tributary.catalog.record.SetHash} of the coordinates read. */
  HASH_COUNT,
  /** Wraps around, as {@code long} addition does in Hadoop's counters as well. */
  HASH_FIRST,
  /** Wraps around likewise. */
  HASH_SECOND
}
