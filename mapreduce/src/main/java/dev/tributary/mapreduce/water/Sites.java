package dev.tributary.mapreduce.water;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;

/** The reference: the state that each site lies in. A site is known by its id and its program. */
final class Sites {

  private final Map<Key, Optional<String>> states = new HashMap<>();

  private Sites() {}

  private record Key(String site, String program) {}

  /**
   * Reads the reference into memory.
   *
   * @param paths files, or directories whose visible files are read
   * @throws IOException if a line is not a site, or a site is there twice: its samples would count
   *     for one of two states by chance
   */
  static Sites read(Configuration conf, List<Path> paths) throws IOException {
    Sites sites = new Sites();
    for (Path path : paths) {
      FileSystem files = path.getFileSystem(conf);
      FileStatus[] found =
          files.getFileStatus(path).isDirectory()
              ? files.listStatus(path, file -> !file.getName().matches("[._].*"))
              : new FileStatus[] {files.getFileStatus(path)};
      Arrays.sort(found);
      for (FileStatus file : found) {
        sites.readFile(conf, files, file.getPath());
      }
    }
    return sites;
  }

  private void readFile(Configuration conf, FileSystem files, Path path) throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
    try (InputStream raw = files.open(path);
        InputStream in = codec == null ? raw : codec.createInputStream(raw)) {
      LineReader lines = new LineReader(in);
      Text line = new Text();
      for (int number = 1; lines.readLine(line) > 0; number++) {
        if (!line.toString().isBlank()) {
          add(line, path, number);
        }
      }
    }
  }

  private void add(Text line, Path path, int number) throws IOException {
    String place = "reference " + path + ", line " + number + ": ";
    try {
      JsonNode site = StoredRecord.parse(line).value();
      Key key = new Key(Sample.text(site, "SITE_ID"), Sample.text(site, "PROGRAM_ID"));
      Optional<String> state =
          Optional.ofNullable(site.path("STATE").textValue()).filter(name -> !name.isBlank());
      if (states.put(key, state) != null) {
        throw new IOException(
            place + "site " + key.site + " of program " + key.program + " is there already");
      }
    } catch (UnreadableLineException e) {
      throw new IOException(place + e.getMessage(), e);
    }
  }

  /** Whether the reference has the site. */
  boolean has(String site, String program) {
    return states.containsKey(new Key(site, program));
  }

  /** The state; nothing if the site is not in the reference or has none. */
  Optional<String> state(String site, String program) {
    return states.getOrDefault(new Key(site, program), Optional.empty());
  }
}
