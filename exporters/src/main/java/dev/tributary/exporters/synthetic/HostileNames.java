package dev.tributary.exporters.synthetic;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Names that a city may be said to have, and that harm what trusts them. */
final class HostileNames {

  private static final List<UnaryOperator<String>> NAMES =
      List.of(
          name -> "../../etc",
          name -> "..",
          name -> "/" + name,
          name -> "a/b",
          name -> "..\\..\\" + name,
          name -> "\"" + name + "\" 'or' `so`",
          name -> "'; DROP TABLE weather; --",
          name -> "<script>alert(1)</script>",
          name -> "🌧️ " + name + " 👨‍👩‍👧",
          name -> "\u202E" + name, // what follows is shown from right to left
          name -> "x".repeat(300),
          name -> name + ".",
          name -> " " + name + " ",
          name -> name + "\r\n{\"city\":\"two lines\"}",
          name -> "CON",
          name -> "null",
          name -> "%2e%2e%2f" + name,
          name -> "${env:PATH}$(id)",
          name -> "dt=2000-01-01",
          name -> name.toUpperCase(Locale.ROOT),
          name -> name.toLowerCase(Locale.ROOT),
          name -> "e\u0301" + name, // a letter and its accent apart
          name -> "\u00E9" + name, // and the same in one
          name -> "-rf " + name,
          name -> name + "\t\u200B");

  private HostileNames() {}

  /** A city by the name that a message of a kind has for it. */
  static City renamed(City city, Kind kind, long chance) {
    return switch (kind) {
      case HOSTILE -> city.named(of(city.name(), chance));
      case UNSTORABLE -> city.named(unstorable(city.name()));
      default -> city;
    };
  }

  /** One of them. */
  static String of(String name, long chance) {
    return NAMES.get(Hash.below(NAMES.size(), chance)).apply(name);
  }

  /** One that can be in JSON, and in no text of PostgreSQL. */
  static String unstorable(String name) {
    int half = name.offsetByCodePoints(0, name.codePointCount(0, name.length()) / 2);
    return name.substring(0, half) + "\u0000" + name.substring(half);
  }
}
