package dev.tributary.mapreduce.table;

import java.time.LocalDate;

/** Where the files of an output lie. */
public enum Layout {
  /** All in the output directory. */
  FLAT,
  /** In directories named {@code dt=YYYY-MM-DD}, as Hive names partitions. */
  BY_DT;

  /** The directory of a row's file below the output directory, with a slash; empty for none. */
  String directory(LocalDate dt) {
    return this == FLAT ? "" : "dt=" + dt + "/";
  }
}
