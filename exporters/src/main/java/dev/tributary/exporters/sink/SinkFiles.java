package dev.tributary.exporters.sink;

import dev.tributary.catalog.audit.FileContent;
import dev.tributary.catalog.ledger.AuditedSink;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files below a sink's path, as whoever reads them finds them. */
public final class SinkFiles {

  private static final int THREADS = 8;

  private final FileSystem files;
  private final String base;

  /**
   * Those below a path.
   *
   * @param base with its file system
   */
  public SinkFiles(String base, Configuration conf) throws IOException {
    this.base = base;
    this.files = new Path(base).getFileSystem(conf);
  }

  /** The path of a file, without its file system. */
  public String path(AuditedSink.File file) {
    return path(file.directory(), file.name()).toUri().getPath();
  }

  private Path path(String directory, String name) {
    return new Path(base, directory + "/" + name);
  }

  /**
   * What is found of a file.
   *
   * @param content up to its valid length, for behind that may stand what was never committed;
   *     empty if it is not there, or cannot be unpacked
   * @param damage what keeps it from being unpacked
   */
  public record Look(Optional<FileContent> content, Optional<String> damage) {}

  /** Looks at files, a few at a time: those of thousands of places are small. */
  public Map<Long, Look> read(List<AuditedSink.File> wanted)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Map<Long, Future<Look>> reading = new LinkedHashMap<>();
      for (AuditedSink.File file : wanted) {
        reading.put(file.id(), threads.submit(() -> read(file)));
      }
      Map<Long, Look> looks = new LinkedHashMap<>();
      for (Map.Entry<Long, Future<Look>> each : reading.entrySet()) {
        looks.put(each.getKey(), each.getValue().get());
      }
      return looks;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Look read(AuditedSink.File file) throws IOException {
    Path path = path(file.directory(), file.name());
    try (InputStream raw = files.open(path)) {
      boolean packed = path.getName().endsWith(Tree.PACKED);
      InputStream in = packed ? new GZIPInputStream(raw) : raw;
      FileContent content = FileContent.read(new Beginning(in, file.length()));
      return new Look(Optional.of(content), Optional.empty());
    } catch (FileNotFoundException e) {
      return new Look(Optional.empty(), Optional.empty());
    } catch (ZipException | EOFException e) {
      return new Look(Optional.empty(), Optional.of("it cannot be unpacked: " + e.getMessage()));
    }
  }

  /**
   * The names in a place's directory that readers do not pass over and that no file of the sink
   * has, nor gets.
   */
  public List<String> foreign(String directory, List<AuditedSink.File> known) throws IOException {
    List<String> names = known.stream().flatMap(SinkFiles::names).toList();
    List<String> foreign = new ArrayList<>();
    try {
      FileStatus[] all =
          files.listStatus(
              new Path(base, directory),
              path -> !path.getName().startsWith(Tree.HIDDEN) && !path.getName().startsWith("_"));
      Arrays.stream(all)
          .filter(FileStatus::isFile)
          .map(file -> file.getPath().getName())
          .filter(name -> !names.contains(name))
          .forEach(foreign::add);
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return foreign;
  }

  /** While it is rolled and packed, a file goes through these. */
  private static Stream<String> names(AuditedSink.File file) {
    return Stream.concat(
        Stream.of(file.name()),
        file.state().equals("rolled")
            ? Stream.empty()
            : file.rolledName().stream()
                .map(name -> name + Tree.EXTENSION)
                .flatMap(name -> Stream.of(name, name + Tree.PACKED)));
  }

  /** A stream that ends after so many bytes. */
  private static final class Beginning extends InputStream {

    private final InputStream in;
    private long left;

    Beginning(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int size) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(size, left));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
