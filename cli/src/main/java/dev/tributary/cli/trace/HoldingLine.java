package dev.tributary.cli.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.record.Coordinates;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Looks for the line of a file that holds a message, by its coordinates. */
final class HoldingLine {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Configuration conf;

  HoldingLine(Configuration conf) {
    this.conf = conf;
  }

  /** Its number, from 1 on; empty if the file is not there or does not hold it. */
  OptionalLong find(String file, Coordinates at) throws IOException {
    Path path = new Path(file);
    String offset = String.valueOf(at.offset());
    try (InputStream in = path.getFileSystem(conf).open(path);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file.endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.contains(offset) && holds(line, at)) {
          return OptionalLong.of(number);
        }
      }
    } catch (FileNotFoundException e) {
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  private static boolean holds(String line, Coordinates at) {
    try {
      JsonNode json = JSON.readTree(line);
      return json.path("kafka_offset").asLong(-1) == at.offset()
          && json.path("kafka_partition").asInt(-1) == at.partition()
          && json.path("topic_id").asText().equals(at.topicId().toString());
    } catch (JsonProcessingException e) {
      return false; // a line that is being written, or was damaged: an audit tells of it
    }
  }
}
