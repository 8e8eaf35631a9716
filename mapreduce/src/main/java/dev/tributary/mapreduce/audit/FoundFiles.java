package dev.tributary.mapreduce.audit;

import dev.tributary.catalog.audit.FileContent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads files of records, each once. */
public final class FoundFiles {

  private static final int THREADS = 4;

  private final Configuration conf;
  private final FileSystem files;
  private final long jobBytes;

  /**
   * Of the default file system.
   *
   * @param jobBytes files that are larger together are read by a job
   */
  public FoundFiles(Configuration conf, long jobBytes) throws IOException {
    this.conf = conf;
    this.files = FileSystem.get(conf);
    this.jobBytes = jobBytes;
  }

  /** Paths with lengths in bytes, of the files in a directory that readers do not pass over. */
  public Map<String, Long> list(String directory) throws IOException {
    Map<String, Long> found = new TreeMap<>();
    try {
      FileStatus[] all =
          files.listStatus(
              new Path(directory),
              path -> !path.getName().startsWith("_") && !path.getName().startsWith("."));
      for (FileStatus file : all) {
        if (file.isFile()) {
          found.put(file.getPath().toUri().getPath(), file.getLen());
        }
      }
    } catch (FileNotFoundException e) {
      return Map.of();
    }
    return found;
  }

  /**
   * What the files hold.
   *
   * @param lengths of the files, by their paths
   * @param scratch a directory that is not there, for a job to leave its answer in meanwhile
   */
  public Map<String, FileContent> read(Map<String, Long> lengths, String scratch)
      throws IOException, InterruptedException {
    long bytes = lengths.values().stream().mapToLong(Long::longValue).sum();
    return bytes > jobBytes
        ? new ReadingJob(conf, new Path(scratch)).read(lengths)
        : here(lengths.keySet());
  }

  private Map<String, FileContent> here(Collection<String> paths)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Map<String, Future<Optional<FileContent>>> reading = new TreeMap<>();
      for (String path : paths) {
        reading.put(path, threads.submit(() -> read(files, new Path(path))));
      }
      Map<String, FileContent> contents = new TreeMap<>();
      for (Map.Entry<String, Future<Optional<FileContent>>> each : reading.entrySet()) {
        each.getValue().get().ifPresent(content -> contents.put(each.getKey(), content));
      }
      return contents;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** What one file holds; empty if it is not there. */
  static Optional<FileContent> read(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return Optional.of(FileContent.read(in));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
