package dev.tributary.mapreduce.job;

import dev.tributary.catalog.table.Table;
import dev.tributary.mapreduce.table.Layout;
import org.apache.hadoop.fs.Path;

/**
 * Where and how a job writes.
 *
 * @param directory must not exist
 * @param format text or Parquet
 */
public record JobOutput(Path directory, Table.Format format, Layout layout) {}
