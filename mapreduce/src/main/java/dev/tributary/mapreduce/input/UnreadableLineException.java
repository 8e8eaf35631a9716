package dev.tributary.mapreduce.input;

/** A line that a job cannot use; the message says what is wrong with it, not where it stands. */
public final class UnreadableLineException extends Exception {

  public UnreadableLineException(String reason) {
    super(reason);
  }
}
