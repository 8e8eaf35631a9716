package dev.tributary.loaders.audit;

import dev.tributary.catalog.table.Table;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Counts the rows of a directory as Hive's readers find them there. */
public final class FoundRows {

  private static final int BUFFER = 1 << 16;

  private final FileSystem files;

  /** Of directories of the default file system. */
  public FoundRows(Configuration conf) throws IOException {
    this.files = FileSystem.get(conf);
  }

  /**
   * How many rows the files of a directory have: lines, or what Parquet says.
   *
   * @return empty if there is no such directory
   * @throws IOException if a file cannot be read, or is none of that format
   */
  public Optional<Long> count(String directory, Table.Format format) throws IOException {
    FileStatus[] found;
    try {
      found =
          files.listStatus(
              new Path(directory),
              path -> !path.getName().startsWith("_") && !path.getName().startsWith("."));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    long rows = 0;
    for (FileStatus file : found) {
      if (file.isFile()) {
        rows += format == Table.Format.PARQUET ? parquet(file) : lines(file.getPath());
      }
    }
    return Optional.of(rows);
  }

  private long parquet(FileStatus file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(file, files.getConf()))) {
      return reader.getRecordCount();
    } catch (RuntimeException e) {
      // Parquet's own exceptions have no common type.
      throw new IOException(
          file.getPath().toUri().getPath() + " cannot be read as Parquet: " + e.getMessage(), e);
    }
  }

  private long lines(Path file) throws IOException {
    long lines = 0;
    byte[] buffer = new byte[BUFFER];
    byte last = '\n';
    try (InputStream in = files.open(file)) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
        last = buffer[read - 1];
      }
    }
    return last == '\n' ? lines : lines + 1;
  }
}
