package dev.tributary.mapreduce.audit;

import dev.tributary.catalog.audit.FileContent;
import dev.tributary.mapreduce.job.JobRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.NLineInputFormat;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;

/** A job whose mappers read files, of which there is a list. */
final class ReadingJob {

  /** About what one mapper reads. */
  private static final long MAPPER_BYTES = 256L << 20;

  private final Configuration conf;
  private final FileSystem files;
  private final Path scratch;

  ReadingJob(Configuration conf, Path scratch) throws IOException {
    this.conf = conf;
    this.files = FileSystem.get(conf);
    this.scratch = scratch;
  }

  Map<String, FileContent> read(Map<String, Long> lengths)
      throws IOException, InterruptedException {
    try {
      Path list = new Path(scratch, "files");
      try (OutputStream out = files.create(list, false)) {
        for (String path : lengths.keySet()) {
          out.write((path + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      Path output = new Path(scratch, "contents");
      JobRun.complete(job(list, output, lengths), output);
      return contents(output);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the job jar lacks a class of its own", e);
    } finally {
      files.delete(scratch, true);
    }
  }

  private Job job(Path list, Path output, Map<String, Long> lengths) throws IOException {
    Job job = Job.getInstance(conf, "audit");
    job.setJarByClass(ReadingJob.class);
    job.setMapperClass(ContentMapper.class);
    job.setNumReduceTasks(0);
    job.setInputFormatClass(NLineInputFormat.class);
    NLineInputFormat.setInputPaths(job, list);
    NLineInputFormat.setNumLinesPerSplit(job, filesOfAMapper(lengths));
    job.setOutputFormatClass(TextOutputFormat.class);
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(Text.class);
    FileOutputFormat.setOutputPath(job, output);
    FileOutputFormat.setCompressOutput(job, false);
    return job;
  }

  private static int filesOfAMapper(Map<String, Long> lengths) {
    long bytes = lengths.values().stream().mapToLong(Long::longValue).sum();
    long mappers = Math.max(1, bytes / MAPPER_BYTES);
    return (int) Math.max(1, lengths.size() / mappers);
  }

  private Map<String, FileContent> contents(Path output) throws IOException {
    Map<String, FileContent> contents = new TreeMap<>();
    for (FileStatus part : files.listStatus(output, path -> path.getName().startsWith("part-"))) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(files.open(part.getPath()), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          ContentText text = ContentText.read(line);
          contents.put(text.path(), text.content());
        }
      }
    }
    return contents;
  }
}
