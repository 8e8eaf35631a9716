package dev.tributary.mapreduce.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.CombineFileRecordReader;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/**
 * The lines of files, uncut, in the order of their partitions and names: for a job without reducers
 * whose output is to be in that order. Neighbours share a split as long as it stays within its
 * bound; where their blocks lie plays no part, so the splits of the same files are the same.
 */
public final class WholeFiles extends FileInputFormat<Place, Text> {

  private static final Comparator<FileStatus> ORDER =
      Comparator.<FileStatus, String>comparing(
              file -> Place.dt(file.getPath()).map(Object::toString).orElse(""))
          .thenComparing(FileStatus::getPath);

  /** For Hadoop. */
  WholeFiles() {}

  /** Makes a job read these files. */
  public static void configure(Job job, List<Path> files) throws IOException {
    job.setInputFormatClass(WholeFiles.class);
    setInputPaths(job, files.toArray(Path[]::new));
    SplitSize.bound(job);
  }

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    List<FileStatus> files = new ArrayList<>(listStatus(job));
    files.sort(ORDER);
    List<InputSplit> splits = new ArrayList<>();
    List<FileStatus> together = new ArrayList<>();
    long length = 0;
    for (FileStatus file : files) {
      if (!together.isEmpty() && length + file.getLen() > getMaxSplitSize(job)) {
        splits.add(split(together));
        together.clear();
        length = 0;
      }
      together.add(file);
      length += file.getLen();
    }
    if (!together.isEmpty()) {
      splits.add(split(together));
    }
    return splits;
  }

  private static InputSplit split(List<FileStatus> files) {
    // No place is asked for: otherwise it would be one without a name for each file.
    return new CombineFileSplit(
        files.stream().map(FileStatus::getPath).toArray(Path[]::new),
        new long[files.size()],
        files.stream().mapToLong(FileStatus::getLen).toArray(),
        new String[0]);
  }

  @Override
  public RecordReader<Place, Text> createRecordReader(InputSplit split, TaskAttemptContext task)
      throws IOException {
    return new CombineFileRecordReader<>((CombineFileSplit) split, task, WholeFileReader.class);
  }
}
