package dev.tributary.mapreduce.input;

/** What stands at a place where a record should stand: it is read when it is asked for. */
interface Entry {

  /**
   * The record.
   *
   * @throws UnreadableLineException if it is none
   */
  StoredRecord record() throws UnreadableLineException;
}
