package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** What lies below a sink's path, read without the suite's help. */
record AlertTree(List<Line> lines, List<String> files) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * A line.
   *
   * @param file below the sink's path
   */
  record Line(String file, JsonNode json) {

    String directory() {
      return file.substring(0, file.lastIndexOf('/'));
    }

    String coordinates() {
      return "%s %d %d"
          .formatted(
              json.get("topic").textValue(),
              json.get("kafka_partition").intValue(),
              json.get("kafka_offset").longValue());
    }
  }

  static AlertTree at(String path) throws IOException {
    Configuration conf = new Configuration();
    conf.addResource(
        new Path("file://" + Stack.environment().get("HADOOP_CONF_DIR") + "/core-site.xml"));
    List<Line> lines = new ArrayList<>();
    List<String> files = new ArrayList<>();
    Path base = new Path(path);
    try (FileSystem system = FileSystem.newInstance(base.toUri(), conf)) {
      String root = system.resolvePath(base).toUri().getPath() + "/";
      RemoteIterator<LocatedFileStatus> all = system.listFiles(base, true);
      while (all.hasNext()) {
        Path file = all.next().getPath();
        if (file.getName().startsWith(".")) {
          continue; // as Hive and MapReduce do
        }
        String name = file.toUri().getPath();
        assertThat(name).startsWith(root);
        String relative = name.substring(root.length());
        files.add(relative);
        byte[] bytes = bytes(system, file);
        if (bytes.length > 0) {
          assertThat(bytes[bytes.length - 1]).as("%s ends with a line", name).isEqualTo((byte) 10);
        }
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
          if (!line.isEmpty()) {
            lines.add(new Line(relative, JSON.readTree(line)));
          }
        }
      }
    }
    return new AlertTree(lines, files);
  }

  private static byte[] bytes(FileSystem system, Path file) throws IOException {
    try (InputStream in = system.open(file)) {
      InputStream plain = file.getName().endsWith(".gz") ? new GZIPInputStream(in) : in;
      return plain.readAllBytes();
    }
  }

  /** That it holds just these messages, each once. */
  void holdsOnce(Set<String> coordinates) {
    List<String> held = lines.stream().map(Line::coordinates).sorted().toList();
    Set<String> distinct = new TreeSet<>(held);
    assertThat(held.size() - distinct.size()).as("doubled").isZero();
    Set<String> missing = new TreeSet<>(coordinates);
    missing.removeAll(distinct);
    assertThat(missing).as("missing").isEmpty();
    distinct.removeAll(coordinates);
    assertThat(distinct).as("of no message").isEmpty();
  }

  /** The directories, each with how many lines it has: {@code FR/Paris 3}. */
  List<String> places() {
    return lines.stream()
        .collect(Collectors.groupingBy(Line::directory, Collectors.counting()))
        .entrySet()
        .stream()
        .map(place -> place.getKey() + " " + place.getValue())
        .sorted()
        .toList();
  }
}
