package dev.tributary.mapreduce.table;

import org.apache.hadoop.fs.Path;

/**
 * A file that a job has committed.
 *
 * @param dt the partition, {@code YYYY-MM-DD}; null if the output is flat
 * @param path with scheme and authority
 * @param rows at least 1: a file is made for the first row
 * @param bytes its length
 */
public record OutputFile(String dt, Path path, long rows, long bytes) {}
