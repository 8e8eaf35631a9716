package dev.tributary.exporters.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.RefusedAnswerException;

/**
 * An answer of the API, as it was recorded.
 *
 * @param json in the API's own form
 */
record RecordedAnswer(Part part, ObjectNode json) {

  /**
   * Tells by its members what a record is an answer of.
   *
   * @throws RefusedRecordException if it is of none, or an error
   */
  static RecordedAnswer of(JsonNode record) throws RefusedRecordException {
    JsonNode first = record.path("list").path(0);
    if (FlatWeather.isOne(record)) {
      return checked(Part.WEATHER, FlatWeather.answer(record));
    } else if (first.has("components") || first.path("main").has("aqi")) {
      return checked(Part.AIR_POLLUTION, one(record));
    } else if (first.has("main") && record.path("city").isObject()) {
      return checked(Part.FORECAST, record); // without a city it is the weather of several
    } else if (record.has("main") && record.has("weather") && !record.has("dt_txt")) {
      return checked(Part.WEATHER, record); // with dt_txt it is a step of a forecast
    }
    throw unknown(record);
  }

  /** Where it is of, as it says itself. */
  String city() {
    return (part == Part.FORECAST ? json.path("city").path("name") : json.path("name")).asText("");
  }

  /** The country, as it says itself. */
  String country() {
    return (part == Part.FORECAST ? json.path("city") : json.path("sys"))
        .path("country")
        .asText("");
  }

  /** The air of several times is a history or a forecast of it, which no message has a part for. */
  private static JsonNode one(JsonNode record) throws RefusedRecordException {
    int times = record.path("list").size();
    if (times != 1) {
      throw new RefusedRecordException(
          "is the air's quality at %,d times; an answer of air_pollution has one".formatted(times));
    }
    return record;
  }

  private static RecordedAnswer checked(Part part, JsonNode record) throws RefusedRecordException {
    try {
      return new RecordedAnswer(part, part.check(record));
    } catch (RefusedAnswerException e) {
      throw new RefusedRecordException(e.getMessage(), e);
    }
  }

  /** An error tells what it is; of what else it is, its beginning is told. */
  private static RefusedRecordException unknown(JsonNode record) {
    try {
      Part.WEATHER.check(record);
    } catch (RefusedAnswerException e) {
      if (e.status().isPresent()) {
        return new RefusedRecordException(e.getMessage(), e);
      }
    }
    return new RefusedRecordException(
        "is no answer of weather, air_pollution or forecast: " + Excerpt.of(record.toString()));
  }
}
