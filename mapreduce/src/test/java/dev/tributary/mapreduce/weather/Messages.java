package dev.tributary.mapreduce.weather;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Weather messages as they are landed, composed of answers of OpenWeather. */
final class Messages {

  static final Path OPENWEATHER = Path.of("../../shared/data/weather/openweather");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Messages() {}

  /** The answers of a file, one a line. */
  static List<JsonNode> answers(String file) throws IOException {
    List<JsonNode> answers = new ArrayList<>();
    for (String line : Files.readAllLines(OPENWEATHER.resolve(file))) {
      answers.add(JSON.readTree(line));
    }
    return answers;
  }

  /** A message of an answer of /weather, whole. */
  static ObjectNode of(JsonNode answer, String units) {
    ObjectNode message =
        bare(
            answer.get("name").textValue(),
            answer.get("sys").get("country").textValue(),
            "weather",
            answer.get("dt").longValue(),
            answer.get("timezone").intValue(),
            units);
    message.set("city_id", answer.get("id"));
    message.set("weather", answer);
    return message;
  }

  /** A message of some members of an answer of /weather, in °C and m/s. */
  static ObjectNode weather(String city, String country, Instant at, int offset, String answer) {
    ObjectNode message = bare(city, country, "weather", at.getEpochSecond(), offset, "metric");
    message.set("weather", tree(answer));
    return message;
  }

  /** A message of another kind, without any part. */
  static ObjectNode bare(
      String city, String country, String kind, long at, int offset, String units) {
    return JSON.createObjectNode()
        .put("city", city)
        .put("country", country)
        .put("kind", kind)
        .put("observed_at", Instant.ofEpochSecond(at).toString())
        .put("utc_offset_seconds", offset)
        .put("units", units)
        .put("fetched_at", Instant.ofEpochSecond(at + 60).toString());
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
