package dev.tributary.exporters.page;

import java.util.Locale;
import java.util.Set;

/** How pages say that there is nothing. */
final class Absence {

  private static final Set<String> WORDS = Set.of("", "-", "none", "なし");

  private Absence() {}

  static boolean isSaidBy(String text) {
    return WORDS.contains(Figure.plain(text).toLowerCase(Locale.ROOT));
  }
}
