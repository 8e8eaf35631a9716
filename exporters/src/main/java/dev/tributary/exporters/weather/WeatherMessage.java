package dev.tributary.exporters.weather;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message of weather: answers about one place at one time, what they say in plainer members, and
 * what could not be had. docs/weather.md has its members.
 *
 * @param key the Kafka key: country/city
 */
public record WeatherMessage(String key, ObjectNode json) {

  /** No answer is as deep by far; what is would not be written again. */
  private static final int MAX_DEPTH = 100;

  /** Reads and writes answers so that a number keeps its digits. */
  public static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** With an offset in digits, for UTC too. */
  private static final DateTimeFormatter OFFSET_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

  /** How far clocks on earth are behind and ahead of UTC, in seconds. */
  private static final long MIN_OFFSET = -12 * 3600;

  private static final long MAX_OFFSET = 14 * 3600;

  /**
   * Composes a message.
   *
   * @param units what the answers are in
   * @param failures parts that were asked for and could not be had
   * @param zone of the place, for answers that do not say how its clocks go
   * @param fetchedAt when the answers came
   */
  public static WeatherMessage of(
      Place place,
      Units units,
      Answers answers,
      List<FailedPart> failures,
      Optional<ZoneId> zone,
      Instant fetchedAt) {
    Part kind = answers.kind();
    Instant observedAt = kind.time(answers.of(kind));
    OptionalLong offset = utcOffset(answers, zone, observedAt);
    ObjectNode json = JSON.createObjectNode();
    json.put("city", place.city());
    json.put("country", place.country());
    answers.cityId().ifPresent(id -> json.put("city_id", id));
    answers
        .position()
        .or(place::position)
        .ifPresent(position -> json.put("lat", position.lat()).put("lon", position.lon()));
    json.put("kind", kind.text());
    json.put("observed_at", observedAt.toString());
    offset.ifPresent(seconds -> json.put("utc_offset_seconds", seconds));
    json.put("units", units.text());
    JsonNode weather = answers.of(Part.WEATHER);
    if (kind == Part.WEATHER) {
      json.set("sun_info", sun(place, weather, offset));
      json.set("precipitations_info", precipitations(place, weather, observedAt));
    }
    for (Part part : new Part[] {Part.AIR_POLLUTION, Part.FORECAST, Part.WEATHER}) {
      if (!answers.of(part).isMissingNode()) {
        json.set(part.text(), answers.of(part));
      }
    }
    if (!failures.isEmpty()) {
      ArrayNode failed = json.putArray("failures");
      failures.forEach(failure -> add(failed.addObject(), failure));
    }
    json.put("fetched_at", fetchedAt.truncatedTo(ChronoUnit.SECONDS).toString());
    return new WeatherMessage(place.key(), json);
  }

  private static OptionalLong utcOffset(Answers answers, Optional<ZoneId> zone, Instant at) {
    OptionalLong told = answers.utcOffset();
    boolean possible =
        told.isPresent() && told.getAsLong() >= MIN_OFFSET && told.getAsLong() <= MAX_OFFSET;
    if (possible || zone.isEmpty()) {
      return possible ? told : OptionalLong.empty();
    }
    return OptionalLong.of(zone.get().getRules().getOffset(at).getTotalSeconds());
  }

  private static ObjectNode sun(Place place, JsonNode weather, OptionalLong offset) {
    ObjectNode sun = JSON.createObjectNode().put("city", place.city());
    offset.ifPresent(seconds -> sun.put("timezone_offset_seconds", seconds));
    long rise = epochSecond(weather.path("sys").path("sunrise"));
    long set = epochSecond(weather.path("sys").path("sunset"));
    // In polar day and night there is neither, which the API says by a 0.
    if (rise == 0 || set == 0) {
      return sun.putNull("sunrise_utc")
          .putNull("sunset_utc")
          .putNull("sunrise_local")
          .putNull("sunset_local")
          .putNull("day_length_seconds");
    }
    sun.put("sunrise_utc", time(rise, 0)).put("sunset_utc", time(set, 0));
    if (offset.isPresent()) {
      sun.put("sunrise_local", time(rise, offset.getAsLong()));
      sun.put("sunset_local", time(set, offset.getAsLong()));
    } else {
      sun.putNull("sunrise_local").putNull("sunset_local");
    }
    return sun.put("day_length_seconds", set - rise);
  }

  /** 0 for what is none. */
  private static long epochSecond(JsonNode time) {
    boolean possible = time.isNumber() && time.canConvertToLong();
    return possible && time.longValue() > 0 && time.longValue() <= Part.LATEST
        ? time.longValue()
        : 0;
  }

  private static String time(long epochSecond, long offset) {
    return Instant.ofEpochSecond(epochSecond)
        .atOffset(ZoneOffset.ofTotalSeconds((int) offset))
        .format(OFFSET_TIME);
  }

  private static ObjectNode precipitations(Place place, JsonNode weather, Instant observedAt) {
    ObjectNode amounts = JSON.createObjectNode().put("city", place.city());
    for (String kind : List.of("rain", "snow")) {
      for (String hours : List.of("1h", "3h")) {
        JsonNode amount = weather.path(kind).path(hours);
        if (amount.isNumber()) {
          amounts.set(kind + "_" + hours, amount);
        } else {
          amounts.put(kind + "_" + hours, 0.0);
        }
      }
    }
    return amounts.put("units", "mm").put("timestamp_utc", time(observedAt.getEpochSecond(), 0));
  }

  private static void add(ObjectNode json, FailedPart failure) {
    json.put("part", failure.part());
    failure.status().ifPresent(status -> json.put("status", status));
    json.put("reason", failure.reason());
  }
}
