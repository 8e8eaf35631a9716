package dev.tributary.exporters.produce;

import dev.tributary.catalog.record.Excerpt;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.exporters.source.SourceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the cities of a cycle. */
final class CityTally {

  static final String REFUSED = "the key was refused; set OPENWEATHER_API_KEY";

  /** As many reasons as a person reads; the facts have all. */
  private static final int SHOWN = 5;

  private final List<SourceRecord> messages = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private int cities;
  private int unchanged;
  private int without;
  private int refused;

  /** A city was asked about. */
  void take(Sighting city) {
    cities++;
    city.failures()
        .forEach(
            failure ->
                failed.add(
                    "%s %s: %s"
                        .formatted(Excerpt.of(city.city()), failure.part(), failure.reason())));
    city.news().ifPresent(messages::add);
    unchanged += city.isUnchanged() ? 1 : 0;
    without += city.news().isEmpty() && !city.isUnchanged() ? 1 : 0;
    refused += city.isRefused() ? 1 : 0;
  }

  List<SourceRecord> messages() {
    return messages;
  }

  int cities() {
    return cities;
  }

  /** Cities that said the same as before. */
  int unchanged() {
    return unchanged;
  }

  /** What could not be had, a line each: city, part and reason. */
  List<String> failed() {
    return failed;
  }

  /** Whether nothing came because the key was refused. */
  boolean isRefused() {
    return cities > 0 && refused == cities;
  }

  /**
   * How the run ended: failed if a city gave no message.
   *
   * @param done what was done with the messages, such as {@code sent}
   * @param where to where; {@code ""} for nowhere
   */
  Outcome outcome(String done, String where) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cities", cities);
    facts.put(done, messages.size());
    facts.put("unchanged", unchanged);
    facts.put("failed", failed);
    StringBuilder message = new StringBuilder();
    message.append(
        "%s %,d messages of %,d cities%s".formatted(done, messages.size(), cities, where));
    if (unchanged > 0) {
      message.append("; %,d said the same as another".formatted(unchanged));
    }
    if (isRefused()) {
      message.append("; ").append(REFUSED);
    } else if (!failed.isEmpty()) {
      message.append(
          failed.stream()
              .limit(SHOWN)
              .collect(
                  Collectors.joining(
                      "; ", "; %,d parts could not be had: ".formatted(failed.size()), "")));
      message.append(failed.size() > SHOWN ? "; …" : "");
    }
    return without == 0
        ? Outcome.done(message.toString(), facts)
        : Outcome.failed(message.toString(), facts);
  }
}
