package dev.tributary.exporters.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.weather.WeatherMessage;
import java.time.Instant;
import java.util.List;

/**
 * An answer of {@code /weather} that was laid flat: {@code time}, {@code temp}, …, {@code
 * weather_main}, {@code rain_1h_mm}. Where there were two kinds of weather their texts are joined,
 * and an amount that was absent is 0.
 */
final class FlatWeather {

  private static final List<String> MAIN =
      List.of("temp", "feels_like", "temp_min", "temp_max", "pressure", "humidity");

  private static final List<String> WEATHER = List.of("main", "description", "icon");

  private FlatWeather() {}

  static boolean isOne(JsonNode record) {
    return record.has("time") && record.has("temp") && record.has("weather_main");
  }

  /** The answer in the API's own form, of what is left of it. */
  static ObjectNode answer(JsonNode flat) throws RefusedRecordException {
    ObjectNode answer = WeatherMessage.JSON.createObjectNode();
    answer.set("weather", weather(flat));
    ObjectNode main = answer.putObject("main");
    for (String name : MAIN) {
      if (flat.hasNonNull(name)) {
        main.set(name, flat.get(name));
      }
    }
    for (String kind : List.of("rain", "snow")) {
      JsonNode amount = flat.path(kind + "_1h_mm");
      if (amount.isNumber() && amount.decimalValue().signum() != 0) {
        answer.putObject(kind).set("1h", amount);
      }
    }
    Instant time =
        FlatTime.parse(flat.path("time").asText())
            .orElseThrow(
                () ->
                    new RefusedRecordException(
                        "time '%s' is none such as 2025-05-30 04:22:06"
                            .formatted(Excerpt.of(flat.path("time").asText()))));
    return answer.put("dt", time.getEpochSecond());
  }

  private static ArrayNode weather(JsonNode flat) throws RefusedRecordException {
    ArrayNode weather = WeatherMessage.JSON.createArrayNode();
    for (String name : WEATHER) {
      if (!flat.hasNonNull("weather_" + name)) {
        continue;
      }
      String[] texts = flat.get("weather_" + name).asText().split(", ", -1);
      while (name.equals("main") && weather.size() < texts.length) {
        weather.addObject();
      }
      if (texts.length != weather.size()) {
        throw new RefusedRecordException(
            "weather_%s '%s' is of %d kinds of weather, weather_main of %d"
                .formatted(
                    name, Excerpt.of(String.join(", ", texts)), texts.length, weather.size()));
      }
      for (int i = 0; i < texts.length; i++) {
        ((ObjectNode) weather.get(i)).put(name, texts[i]);
      }
    }
    return weather;
  }
}
