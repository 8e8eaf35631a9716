package dev.tributary.mapreduce.input;

import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/** How much one mapper reads, of one file or of many. */
public final class SplitSize {

  private static final long STANDARD = 128L << 20;

  private SplitSize() {}

  /** Bounds the splits of an input that combines files, unless the configuration does. */
  public static void bound(Job job) {
    if (job.getConfiguration().get(FileInputFormat.SPLIT_MAXSIZE) == null) {
      FileInputFormat.setMaxInputSplitSize(job, STANDARD);
    }
  }
}
