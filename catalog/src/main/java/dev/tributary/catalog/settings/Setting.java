package dev.tributary.catalog.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One setting. Its text comes from {@code -D}, the environment, an {@code .env} file or {@code
 * tributary-site.xml}, in this order, else its default counts.
 *
 * @param environment the environment names that also give it, the first one found wins
 * @param standard the default, in the same text form; null where there is none
 * @param parse from its text; an {@link IllegalArgumentException} says what is wrong with it
 * @param meaning one sentence, with the unit
 * @param secret whether its value must never be shown
 */
public record Setting<T>(
    String name,
    List<String> environment,
    String standard,
    Function<String, T> parse,
    String meaning,
    boolean secret) {

  public Setting {
    environment = List.copyOf(environment);
  }

  static Setting<String> text(String name, String standard, String meaning, String... environment) {
    return new Setting<>(name, List.of(environment), standard, Function.identity(), meaning, false);
  }

  static Setting<String> secret(String name, String meaning, String... environment) {
    return new Setting<>(name, List.of(environment), null, Function.identity(), meaning, true);
  }

  static Setting<Long> count(String name, long standard, String meaning, String... environment) {
    return new Setting<>(
        name, List.of(environment), Long.toString(standard), Setting::positive, meaning, false);
  }

  static Setting<Duration> time(
      String name, String standard, String meaning, String... environment) {
    return new Setting<>(
        name, List.of(environment), standard, Setting::positiveTime, meaning, false);
  }

  /** A time that may be none. */
  static Setting<Duration> limit(String name, String standard, String meaning) {
    return new Setting<>(name, List.of(), standard, Amount::time, meaning, false);
  }

  static Setting<Long> bytes(String name, String standard, String meaning, String... environment) {
    return new Setting<>(name, List.of(environment), standard, Amount::bytes, meaning, false);
  }

  static Setting<String> choice(
      String name, List<String> choices, String standard, String meaning, String... environment) {
    Function<String, String> parse =
        text -> {
          String choice = text.toLowerCase(Locale.ROOT);
          if (!choices.contains(choice)) {
            throw new IllegalArgumentException("is none of " + String.join(", ", choices));
          }
          return choice;
        };
    return new Setting<>(name, List.of(environment), standard, parse, meaning, false);
  }

  /** Where an HTTP server is; absent for none. */
  static Setting<URI> address(String name, String meaning, String... environment) {
    return new Setting<>(name, List.of(environment), null, Setting::address, meaning, false);
  }

  /** A port to listen on; 0 is any that is free. */
  static Setting<Integer> port(String name, int standard, String meaning, String... environment) {
    return new Setting<>(
        name, List.of(environment), Integer.toString(standard), Setting::port, meaning, false);
  }

  static Setting<Boolean> flag(String name, boolean standard, String meaning) {
    return new Setting<>(
        name, List.of(), Boolean.toString(standard), Setting::trueOrFalse, meaning, false);
  }

  static Setting<Double> ratio(String name, double standard, String meaning) {
    return new Setting<>(
        name, List.of(), Double.toString(standard), Setting::fraction, meaning, false);
  }

  /** The value in the settings given, or the default; empty if there is neither. */
  public Optional<T> find(Settings settings) {
    String text = settings.text(this).orElse(standard);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(text.strip()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + (secret ? " " : " = '" + text + "' ") + e.getMessage(), e);
    }
  }

  private static long positive(String text) {
    long value;
    try {
      value = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a whole number", e);
    }
    if (value < 1) {
      throw new IllegalArgumentException("is not 1 or more");
    }
    return value;
  }

  private static Duration positiveTime(String text) {
    Duration time = Amount.time(text);
    if (time.isZero()) {
      throw new IllegalArgumentException("is no time");
    }
    return time;
  }

  private static URI address(String text) {
    try {
      URI address = new URI(text);
      if (List.of("http", "https").contains(String.valueOf(address.getScheme()))
          && address.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new IllegalArgumentException("is not an address such as http://host:5000");
  }

  private static int port(String text) {
    int value;
    try {
      value = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a whole number", e);
    }
    if (value < 0 || value > 65_535) {
      throw new IllegalArgumentException("is not between 0 and 65535");
    }
    return value;
  }

  private static boolean trueOrFalse(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("is neither true nor false");
    }
    return Boolean.parseBoolean(text);
  }

  private static double fraction(String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a number", e);
    }
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("is not between 0 and 1");
    }
    return value;
  }
}
