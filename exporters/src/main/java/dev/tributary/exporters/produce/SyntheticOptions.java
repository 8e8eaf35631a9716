package dev.tributary.exporters.produce;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.exporters.synthetic.Plan;
import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.Units;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;

/** The options that say what weather is to be made up. */
final class SyntheticOptions {

  private static final Duration EVERY = Duration.ofMinutes(10);

  private SyntheticOptions() {}

  static Options all() {
    return new Options()
        .addOption(
            Source.option(
                "cities", "N", "the first N cities: some tens of real ones, then made-up ones"))
        .addOption(
            Source.option(
                "from",
                "TIME",
                "when the weather begins, UTC: 2025-05-30 or 2025-05-30T06:00:00Z; a day before --to, or yesterday"))
        .addOption(
            Source.option(
                "to", "TIME", "before when it ends, UTC; with neither it nor --count, today"))
        .addOption(Source.option("every", "TIME", "from one reading of a city to the next; 10m"))
        .addOption(Source.option("count", "N", "messages, at most"))
        .addOption(Source.option("seed", "N", "another number is other weather; 1"))
        .addOption(Source.units())
        .addOption(
            Source.option(
                "without", "PARTS", "leave out forecast, air_pollution, or both with a comma"))
        .addOption(
            Source.option(
                "dirty", "SHARE", "share of messages that are broken, late, repeated, …; 0 to 1"));
  }

  /**
   * What is asked for.
   *
   * @param clock tells which day is the last full one
   */
  static Plan plan(Arguments arguments, Clock clock) {
    arguments.required("cities");
    int cities = arguments.count("cities").orElseThrow();
    Duration every = arguments.duration("every").orElse(EVERY);
    if (every.isZero() || !every.equals(every.truncatedTo(ChronoUnit.SECONDS))) {
      throw new UsageException("--every must be whole seconds, 1s or more");
    }
    Instant today = LocalDate.now(clock).atStartOfDay().toInstant(ZoneOffset.UTC);
    Optional<Long> count = arguments.count("count").map(Integer::longValue);
    Optional<Instant> to = time(arguments, "to");
    Instant from = time(arguments, "from").orElse(to.orElse(today).minus(Duration.ofDays(1)));
    long messages = count.orElse(Long.MAX_VALUE);
    if (to.isPresent() || count.isEmpty()) {
      Instant end = to.orElse(today);
      if (!from.isBefore(end)) {
        throw new UsageException(
            "the weather would begin (%s) when it has ended (%s); give a --from before --to"
                .formatted(from, end));
      }
      messages = Math.min(messages, Plan.messages(cities, from, end, every));
    }
    try {
      return new Plan(
          cities,
          from,
          every,
          messages,
          seed(arguments),
          Units.of(
              arguments.choice(
                  "units",
                  Units.METRIC.text(),
                  Stream.of(Units.values()).map(Units::text).toList())),
          without(arguments),
          dirty(arguments));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static Optional<Instant> time(Arguments arguments, String option) {
    return arguments.text(option).map(text -> time(option, text.strip()));
  }

  private static Instant time(String option, String text) {
    try {
      String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
      LocalDateTime time =
          text.indexOf('T') < 0 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(local);
      if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
        throw new DateTimeException("parts of a second");
      }
      return time.toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--%s '%s' is no date or time of UTC such as 2025-05-30 or 2025-05-30T06:00:00Z"
              .formatted(option, text));
    }
  }

  private static long seed(Arguments arguments) {
    String text = arguments.text("seed").orElse("1");
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new UsageException("--seed '%s' is not a whole number".formatted(text));
    }
  }

  private static double dirty(Arguments arguments) {
    String text = arguments.text("dirty").orElse("0");
    try {
      double share = Double.parseDouble(text.strip());
      if (!(share >= 0 && share <= 1)) {
        throw new NumberFormatException(text);
      }
      return share;
    } catch (NumberFormatException e) {
      throw new UsageException("--dirty '%s' is not a number from 0 to 1".formatted(text));
    }
  }

  private static Set<Part> without(Arguments arguments) {
    List<Part> parts = List.of(Part.FORECAST, Part.AIR_POLLUTION);
    Set<Part> without = EnumSet.noneOf(Part.class);
    for (String text :
        arguments.text("without").map(list -> list.split(",", -1)).orElse(new String[0])) {
      without.add(
          parts.stream()
              .filter(part -> part.text().equals(text.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UsageException(
                          "--without '%s' is not forecast or air_pollution".formatted(text))));
    }
    return without;
  }
}
