package dev.tributary.catalog.ledger;

import java.util.List;

/**
 * A partition of a feed as a version of a table was built from it.
 *
 * @param generation the partition's then
 * @param files the files that it had then
 */
public record FigureInput(String feed, String dt, long generation, List<File> files) {

  public FigureInput {
    files = List.copyOf(files);
  }

  /** A file in HDFS, and the export and run that wrote it. */
  public record File(String path, long rows, long export, String run, boolean retired) {}
}
