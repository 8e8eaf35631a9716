package dev.tributary.mapreduce.table;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a task has written, as a file beside it: {@code _manifest-00000}, a JSON object a line,
 * {@code {"path":"dt=1980-01-01/part-00000","rows":123,"bytes":4567}}. It is committed together
 * with the files that it lists. Hadoop's counters could not hold this: a job has at most 120.
 */
public final class Manifest {

  private static final String PREFIX = "_manifest-";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Manifest() {}

  /** A file below the output directory. */
  record Entry(String path, long rows, long bytes) {}

  /** Writes the manifest of a task. */
  static void write(FileSystem files, Path directory, int task, List<Entry> entries)
      throws IOException {
    String name = String.format(Locale.ROOT, "%s%05d", PREFIX, task);
    try (OutputStream out = files.create(new Path(directory, name), false)) {
      for (Entry entry : entries) {
        out.write(JSON.writeValueAsBytes(entry));
        out.write('\n');
      }
    }
  }

  /**
   * The files that all tasks of a job have written.
   *
   * @param output the job's output directory
   */
  public static List<OutputFile> read(FileSystem files, Path output) throws IOException {
    List<OutputFile> all = new ArrayList<>();
    FileStatus[] manifests = files.listStatus(output, path -> path.getName().startsWith(PREFIX));
    Arrays.sort(manifests); // by path, which is the order of the tasks
    for (FileStatus manifest : manifests) {
      try (InputStream in = files.open(manifest.getPath());
          var entries = JSON.readerFor(JsonNode.class).<JsonNode>readValues(in)) {
        while (entries.hasNext()) {
          all.add(outputFile(files.makeQualified(output), entries.next()));
        }
      }
    }
    return all;
  }

  private static OutputFile outputFile(Path output, JsonNode entry) {
    String path = entry.get("path").asText();
    String dt = path.startsWith("dt=") ? path.substring("dt=".length(), path.indexOf('/')) : null;
    return new OutputFile(
        dt, new Path(output, path), entry.get("rows").asLong(), entry.get("bytes").asLong());
  }
}
