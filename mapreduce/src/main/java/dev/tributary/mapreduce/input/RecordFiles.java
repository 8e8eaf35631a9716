package dev.tributary.mapreduce.input;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/** The files of records that a job reads. */
public final class RecordFiles {

  private RecordFiles() {}

  /**
   * Makes a job read these files record by record, by a {@link RecordMapper}: JSON Lines, or a JSON
   * array; records bare or as {@code export} writes them; with and without compression. Many small
   * files make one split: the exports leave several a year.
   *
   * @param paths files, or directories of files
   */
  public static void configure(Job job, List<Path> paths) throws IOException {
    for (Path path : paths) {
      refuseNested(job, path);
    }
    job.setInputFormatClass(RecordInputFormat.class);
    FileInputFormat.setInputPaths(job, paths.toArray(Path[]::new));
    SplitSize.bound(job);
  }

  /** Hadoop would pass over the directories in a directory, and the job would read nothing. */
  private static void refuseNested(Job job, Path path) throws IOException {
    if (FileInputFormat.getInputDirRecursive(job)) {
      return;
    }
    FileSystem files = path.getFileSystem(job.getConfiguration());
    if (files.exists(path)
        && Arrays.stream(files.listStatus(path)).anyMatch(FileStatus::isDirectory)) {
      throw new IOException(
          "%s holds directories; name these, or set %s"
              .formatted(path, FileInputFormat.INPUT_DIR_RECURSIVE));
    }
  }
}
