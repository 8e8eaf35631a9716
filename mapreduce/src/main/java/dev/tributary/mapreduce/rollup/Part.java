package dev.tributary.mapreduce.rollup;

import org.apache.hadoop.io.BytesWritable;

/** What goes through the shuffle; a key's first byte says what it is, and sorts by it. */
enum Part {
  /** Examples of what was left out, all under one key. */
  LEFT_OUT(0),
  /** A state of a thing, under its identity. */
  STATE(1),
  /** A tally, under its group. */
  GROUP(2);

  private final int code;

  Part(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Part of(BytesWritable key) {
    for (Part part : values()) {
      if (part.code == key.getBytes()[0]) {
        return part;
      }
    }
    throw new IllegalStateException("a key of the shuffle begins with " + key.getBytes()[0]);
  }
}
