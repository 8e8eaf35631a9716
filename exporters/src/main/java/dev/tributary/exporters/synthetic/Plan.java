package dev.tributary.exporters.synthetic;

import dev.tributary.catalog.record.Sha256;
import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.Units;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Set;

/**
 * What weather is to be made up. What cannot be is an {@link IllegalArgumentException}.
 *
 * @param cities how many, 1 to {@value #MOST_CITIES}
 * @param from when the first readings are
 * @param every from one reading of a city to the next, whole seconds
 * @param messages how many, by time and then city
 * @param units what temperatures and wind speeds are in
 * @param without parts that messages do not have: the forecast, the air
 * @param dirty share of the messages that have something wrong with them, 0 to 1
 */
public record Plan(
    int cities,
    Instant from,
    Duration every,
    long messages,
    long seed,
    Units units,
    Set<Part> without,
    double dirty) {

  /** As many as there are, and memory for. */
  public static final int MOST_CITIES = 100_000;

  /** To be counted up when the same plan gives other messages: they are another source then. */
  private static final int VERSION = 1;

  private static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  public Plan {
    if (cities < 1 || cities > MOST_CITIES) {
      throw new IllegalArgumentException(
          "%,d cities are not between 1 and %,d".formatted(cities, MOST_CITIES));
    }
    if (every.toSeconds() < 1 || !every.equals(every.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException(
          "readings every %s ms are not whole seconds apart".formatted(every.toMillis()));
    }
    if (messages < 1) {
      throw new IllegalArgumentException("there is no message before the end");
    }
    if (!(dirty >= 0 && dirty <= 1)) {
      throw new IllegalArgumentException("a share of %s is not between 0 and 1".formatted(dirty));
    }
    if (without.contains(Part.WEATHER)) {
      throw new IllegalArgumentException("a reading without its weather is none");
    }
    long steps = (messages - 1) / cities;
    if (from.isBefore(EARLIEST)
        || steps > (LATEST.getEpochSecond() - from.getEpochSecond()) / every.toSeconds()) {
      throw new IllegalArgumentException("times are not all within the years 1971 and 9998");
    }
    without = Set.copyOf(without);
  }

  /**
   * How many messages there are of cities whose readings begin at a time and end before another.
   */
  public static long messages(int cities, Instant from, Instant to, Duration every) {
    long seconds = Duration.between(from, to).toSeconds();
    return (seconds + every.toSeconds() - 1) / every.toSeconds() * cities;
  }

  /** What messages to people say of it. */
  String title() {
    return "%,d %s (seed %d)".formatted(cities, cities == 1 ? "city" : "cities", seed);
  }

  /** Names the messages: what is equal in it is equal in them. */
  String id() {
    // Joined, not formatted: digits are the same in every locale.
    String text =
        String.join(
            ";",
            "synthetic weather " + VERSION,
            "cities " + cities,
            "from " + from,
            "every " + every,
            "messages " + messages,
            "seed " + seed,
            "units " + units.text(),
            "without " + without.stream().map(Part::text).sorted().toList(),
            "dirty " + dirty);
    return HexFormat.of().formatHex(Sha256.create().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  long second(long step) {
    return from.getEpochSecond() + step * every.toSeconds();
  }
}
