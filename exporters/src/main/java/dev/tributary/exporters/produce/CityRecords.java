package dev.tributary.exporters.produce;

import dev.tributary.catalog.record.Fingerprint;
import dev.tributary.exporters.openweather.Observed;
import dev.tributary.exporters.source.SourceRecord;
import dev.tributary.exporters.weather.WeatherMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Messages of cities as records of this run, numbered from 0 on, each said once. */
final class CityRecords {

  private final String origin;
  private final List<String> observed;
  private final Map<String, UUID> last = new HashMap<>();
  private long index;

  /**
   * Of one API.
   *
   * @param origin where it is
   * @param observed members that say when it was looked at
   */
  CityRecords(String origin, List<String> observed) {
    this.origin = origin;
    this.observed = observed;
  }

  /** The record of a message; empty if it says the same of the place as the last one. */
  Optional<SourceRecord> record(Observed city, WeatherMessage message) {
    UUID content = Fingerprint.content(message.json(), observed);
    if (content.equals(last.put(message.key(), content))) {
      return Optional.empty();
    }
    String from = "%s of %s".formatted(origin, city.city());
    return Optional.of(new SourceRecord(index++, from, message.key(), message.json().toString()));
  }
}
