package dev.tributary.mapreduce.input;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The first few that a job left out, by file and place: the same few however the input is split.
 * Tasks leave them beside their output, in {@code _left-out-00000}, a JSON object a line.
 */
public final class Examples {

  private static final int MOST = 5;
  private static final String PREFIX = "_left-out-";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TreeSet<LeftOut> first = new TreeSet<>();

  /** Keeps it, unless it is behind all that are kept and these are enough. */
  public void add(LeftOut example) {
    first.add(example);
    if (first.size() > MOST) {
      first.pollLast();
    }
  }

  /** In their order. */
  public List<LeftOut> list() {
    return List.copyOf(first);
  }

  /** An example in bytes. */
  public static byte[] bytes(LeftOut example) throws IOException {
    return JSON.writeValueAsBytes(example);
  }

  /** The example in these bytes. */
  public static LeftOut read(byte[] bytes, int offset, int length) throws IOException {
    return JSON.readValue(bytes, offset, length, LeftOut.class);
  }

  /** Writes the file of a task, if there are any. */
  public void write(FileSystem files, Path directory, int task) throws IOException {
    if (first.isEmpty()) {
      return;
    }
    String name = String.format(Locale.ROOT, "%s%05d", PREFIX, task);
    try (OutputStream out = files.create(new Path(directory, name), false)) {
      for (LeftOut example : first) {
        out.write(bytes(example));
        out.write('\n');
      }
    }
  }

  /** The first few of all tasks of a job. */
  public static List<LeftOut> read(FileSystem files, Path output) throws IOException {
    Examples all = new Examples();
    for (FileStatus file : files.listStatus(output, path -> path.getName().startsWith(PREFIX))) {
      try (InputStream in = files.open(file.getPath());
          var examples = JSON.readerFor(LeftOut.class).<LeftOut>readValues(in)) {
        examples.forEachRemaining(all::add);
      }
    }
    return all.list();
  }
}
