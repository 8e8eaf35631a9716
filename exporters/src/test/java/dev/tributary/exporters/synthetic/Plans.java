package dev.tributary.exporters.synthetic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.exporters.source.SourceRecord;
import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.Units;
import dev.tributary.exporters.weather.WeatherMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Plans, and the messages that come of them. */
final class Plans {

  static final Duration EVERY = Duration.ofMinutes(10);
  static final Set<Part> SMALL = Set.of(Part.FORECAST, Part.AIR_POLLUTION);

  private Plans() {}

  /** Weather without more than a reading, clean. */
  static Plan small(int cities, String from, Duration every, long messages) {
    return new Plan(cities, Instant.parse(from), every, messages, 1, Units.METRIC, SMALL, 0);
  }

  /** Messages with all parts. */
  static Plan whole(int cities, String from, long messages, Units units) {
    return new Plan(cities, Instant.parse(from), EVERY, messages, 1, units, Set.of(), 0);
  }

  /** Readings, some of which are dirty. */
  static Plan dirty(int cities, long messages, long seed, double share) {
    return new Plan(
        cities,
        Instant.parse("2025-05-30T00:00:00Z"),
        EVERY,
        messages,
        seed,
        Units.METRIC,
        SMALL,
        share);
  }

  /** All records, from first to last. */
  static List<SourceRecord> records(Plan plan) {
    List<SourceRecord> records = new ArrayList<>();
    try (var source = new SyntheticWeather(null, plan).records()) {
      for (Optional<SourceRecord> record = source.next();
          record.isPresent();
          record = source.next()) {
        records.add(record.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  /** What clean messages say. */
  static Stream<JsonNode> messages(Plan plan) {
    Messages messages = new Messages(plan);
    return LongStream.range(0, plan.messages()).mapToObj(i -> json(messages.get(i).json()));
  }

  static JsonNode json(String text) {
    try {
      return WeatherMessage.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static City city(String name) {
    return Cities.REAL.stream().filter(city -> city.name().equals(name)).findFirst().orElseThrow();
  }

  /** Where a city stands in the list: so many are before it. */
  static int number(String name) {
    return Cities.REAL.indexOf(city(name));
  }

  static long second(String time) {
    return Instant.parse(time).getEpochSecond();
  }
}
