package dev.tributary.mapreduce.input;

import java.io.Closeable;
import java.io.IOException;

/** What a file holds, one entry after the other. */
interface Entries extends Closeable {

  /** Goes on to the next entry; false if there is none. */
  boolean next() throws IOException;

  Place place();

  Entry entry();

  /** From 0 to 1. */
  float progress() throws IOException;

  /** An entry that is none. */
  static Entry none(String reason) {
    return () -> {
      throw new UnreadableLineException(reason);
    };
  }
}
