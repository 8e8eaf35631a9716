package dev.tributary.catalog.verb;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Amount;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.cli.CommandLine;

/** What a verb was given on the command line; a wrong value is a {@link UsageException}. */
public final class Arguments {

  private final CommandLine line;

  public Arguments(CommandLine line) {
    this.line = line;
  }

  public boolean has(String option) {
    return line.hasOption(option);
  }

  public Optional<String> text(String option) {
    return Optional.ofNullable(line.getOptionValue(option));
  }

  /** Every value of an option that may be given more than once. */
  public List<String> texts(String option) {
    String[] values = line.getOptionValues(option);
    return values == null ? List.of() : List.of(values);
  }

  /** A day, {@code YYYY-MM-DD}. */
  public Optional<LocalDate> day(String option) {
    return parsed(
        option,
        "a day such as 2025-07-31",
        text -> {
          try {
            return LocalDate.parse(text);
          } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
          }
        });
  }

  public String required(String option) {
    return text(option).orElseThrow(() -> new UsageException("--" + option + " is missing"));
  }

  /** A whole number of 1 or more. */
  public Optional<Integer> count(String option) {
    return parsed(
        option,
        "a whole number of 1 or more",
        text -> {
          int value = Integer.parseInt(text);
          if (value < 1) {
            throw new IllegalArgumentException(text);
          }
          return value;
        });
  }

  /** A time with its unit ({@code 500ms}, {@code 10s}, {@code 5m}); a bare number is seconds. */
  public Optional<Duration> duration(String option) {
    return parsed(option, "a time such as 500ms, 10s or 5m", Amount::time);
  }

  /** A size in bytes with its unit ({@code 64KB}, {@code 100MB}), 1 or more. */
  public Optional<Long> bytes(String option) {
    return parsed(option, "a size such as 4096, 64KB or 100MB", Amount::bytes);
  }

  /** One of the names given, in lower case. */
  public String choice(String option, String standard, List<String> choices) {
    return parsed(
            option,
            "one of " + String.join(", ", choices),
            text -> {
              String choice = text.toLowerCase(Locale.ROOT);
              if (!choices.contains(choice)) {
                throw new IllegalArgumentException(text);
              }
              return choice;
            })
        .orElse(standard);
  }

  /** What stands behind the options. */
  public List<String> rest() {
    return line.getArgList();
  }

  private <T> Optional<T> parsed(String option, String what, Function<String, T> parse) {
    return text(option)
        .map(
            text -> {
              try {
                return parse.apply(text.strip());
              } catch (IllegalArgumentException e) {
                throw new UsageException("--" + option + " '" + text + "' is not " + what);
              }
            });
  }
}
