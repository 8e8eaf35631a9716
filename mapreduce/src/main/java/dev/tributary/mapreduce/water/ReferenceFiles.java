package dev.tributary.mapreduce.water;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;

/** The files of a reference, read record by record. */
final class ReferenceFiles {

  private ReferenceFiles() {}

  /**
   * Hands every record to a reader.
   *
   * @param paths files, or directories whose visible files are read
   * @throws IOException if a line is not what the reader takes, naming file and line
   */
  static void read(Configuration conf, List<Path> paths, Reader reader) throws IOException {
    for (Path path : paths) {
      FileSystem files = path.getFileSystem(conf);
      FileStatus[] found =
          files.getFileStatus(path).isDirectory()
              ? files.listStatus(path, file -> !file.getName().matches("[._].*"))
              : new FileStatus[] {files.getFileStatus(path)};
      Arrays.sort(found);
      for (FileStatus file : found) {
        if (file.isDirectory()) {
          throw new IOException(
              "reference %s holds directories; name the one of its newest version, such as %s"
                  .formatted(path, file.getPath()));
        }
      }
      for (FileStatus file : found) {
        readFile(conf, files, file.getPath(), reader);
      }
    }
  }

  private static void readFile(Configuration conf, FileSystem files, Path path, Reader reader)
      throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
    try (InputStream raw = files.open(path);
        InputStream in = codec == null ? raw : codec.createInputStream(raw)) {
      LineReader lines = new LineReader(in);
      Text line = new Text();
      for (int number = 1; lines.readLine(line) > 0; number++) {
        if (!line.toString().isBlank()) {
          try {
            reader.accept(StoredRecord.parse(line).value());
          } catch (UnreadableLineException e) {
            throw new IOException(
                "reference " + path + ", line " + number + ": " + e.getMessage(), e);
          }
        }
      }
    }
  }

  /** Takes a record. */
  interface Reader {
    void accept(JsonNode record) throws UnreadableLineException;
  }
}
