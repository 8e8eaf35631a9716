package dev.tributary.exporters.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Excerpt;
import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.Place;
import dev.tributary.exporters.weather.Units;
import dev.tributary.exporters.weather.WeatherMessage;
import java.util.Optional;
import java.util.stream.Stream;

/** A message as it was sent before: it says itself what it is in, and is sent as it is. */
final class WholeMessage {

  private WholeMessage() {}

  static boolean isOne(JsonNode record) {
    return record.has("kind") && record.has("observed_at");
  }

  static WeatherMessage of(ObjectNode record) throws RefusedRecordException {
    String kind = text(record, "kind");
    boolean held =
        Stream.of(Part.values())
            .anyMatch(part -> part.text().equals(kind) && record.path(kind).isObject());
    if (!held) {
      throw new RefusedRecordException(
          "is no whole message: it is of kind '%s' and holds no such answer"
              .formatted(Excerpt.of(kind)));
    }
    try {
      Units.of(text(record, "units"));
      Place place = new Place(text(record, "city"), text(record, "country"), Optional.empty());
      return new WeatherMessage(place.key(), record);
    } catch (IllegalArgumentException e) {
      throw new RefusedRecordException(
          "is no whole message: " + Excerpt.of(String.valueOf(e.getMessage())), e);
    }
  }

  private static String text(ObjectNode record, String name) {
    return record.path(name).asText("");
  }
}
