package dev.tributary.exporters.produce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.catalog.record.Fingerprint;
import dev.tributary.exporters.openweather.Observed;
import dev.tributary.exporters.source.SourceRecord;
import dev.tributary.exporters.weather.WeatherMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Messages of cities as records of this run, numbered from 0 on, each said once. */
final class CityRecords {

  private static final String FAILURES = "failures";

  private final String origin;
  private final List<String> observed;
  private final Map<String, ObjectNode> last = new HashMap<>();
  private long index;

  /**
   * Of one API.
   *
   * @param origin where it is
   * @param observed members that say when it was looked at
   */
  CityRecords(String origin, List<String> observed) {
    this.origin = origin;
    this.observed = Stream.concat(observed.stream(), Stream.of(FAILURES)).toList();
  }

  /** The record of a message; empty if it says the same of the place as the last one. */
  Optional<SourceRecord> record(Observed city, WeatherMessage message) {
    ObjectNode json = message.json().deepCopy();
    ObjectNode before = last.put(message.key(), json);
    if (before != null) {
      complete(json, before);
      if (Fingerprint.content(json, observed).equals(Fingerprint.content(before, observed))) {
        return Optional.empty();
      }
    }
    String from = "%s of %s".formatted(origin, city.city());
    return Optional.of(new SourceRecord(index++, from, message.key(), json.toString()));
  }

  /**
   * Takes over what could be had the last time and cannot now, of one observation: it would be a
   * revision that says less.
   */
  private static void complete(ObjectNode json, ObjectNode before) {
    boolean same =
        Stream.of("kind", "observed_at", "city_id")
            .allMatch(name -> json.path(name).equals(before.path(name)));
    ArrayNode failed = json.withArray(FAILURES);
    for (int i = failed.size() - 1; same && i >= 0; i--) {
      String part = failed.get(i).path("part").asText();
      if (before.path(part).isObject()) {
        json.set(part, before.get(part));
        failed.remove(i);
      }
    }
    if (failed.isEmpty()) {
      json.remove(FAILURES);
    }
  }
}
