package dev.tributary.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openlineage.client.OpenLineageClientUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** OpenLineage events that were got, each of which OpenLineage's own client can read. */
public final class Events {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> all;

  private Events(List<JsonNode> all) {
    this.all = all;
  }

  /** Those in a file, a line each. */
  public static Events in(Path file) {
    try {
      return of(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of these texts. */
  public static Events of(List<String> texts) {
    List<JsonNode> events = new ArrayList<>();
    for (String text : texts) {
      JsonNode event = read(text);
      JsonNode again =
          read(OpenLineageClientUtils.toJson(OpenLineageClientUtils.runEventFromJson(text)));
      for (String part : List.of("eventTime", "eventType", "job", "inputs", "outputs")) {
        assertThat(again.get(part)).isEqualTo(event.get(part));
      }
      assertThat(again.at("/run/runId")).isEqualTo(event.at("/run/runId"));
      events.add(event);
    }
    return new Events(events);
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of them, in their order. */
  public List<JsonNode> all() {
    return all;
  }

  /** What happened when: the type and the job of each. */
  public List<String> order() {
    return all.stream()
        .map(event -> event.get("eventType").asText() + " " + event.at("/job/name").asText())
        .toList();
  }

  /** The only one of that type and job. */
  public JsonNode the(String type, String job) {
    List<JsonNode> found =
        all.stream()
            .filter(event -> event.get("eventType").asText().equals(type))
            .filter(event -> event.at("/job/name").asText().equals(job))
            .toList();
    assertThat(found).as(type + " " + job).hasSize(1);
    return found.get(0);
  }

  /** The inputs or the outputs of an event, each as an address. */
  public static List<String> datasets(JsonNode event, String which) {
    return StreamSupport.stream(event.get(which).spliterator(), false)
        .map(each -> each.get("namespace").asText() + " " + each.get("name").asText())
        .toList();
  }
}
