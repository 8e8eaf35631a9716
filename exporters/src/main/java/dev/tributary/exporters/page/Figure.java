package dev.tributary.exporters.page;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A whole number behind a name, such as {@code Fire 270}; the name may be empty.
 *
 * @param name as it is written
 */
record Figure(String name, long value) {

  private static final char FULL_WIDTH_FIRST = '\uFF01';
  private static final char FULL_WIDTH_LAST = '\uFF5E';
  private static final int FULL_WIDTH_DISTANCE = FULL_WIDTH_FIRST - '!';

  /** Minus signs, and dashes that stand for them. */
  private static final String MINUS = "\u2212\u2013\u2010\u2011\uFE63";

  /** As many as a long surely holds. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}");

  private static final Pattern DIGIT = Pattern.compile("\\d");

  /** The same text, sign by sign, with ASCII forms of digits, signs and Latin letters. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text);
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
        plain.setCharAt(i, (char) (c - FULL_WIDTH_DISTANCE));
      } else if (MINUS.indexOf(c) >= 0) {
        plain.setCharAt(i, '-');
      }
    }
    return plain.toString();
  }

  /** A number and nothing else. */
  static Optional<Long> number(String text) {
    String plain = plain(text);
    return NUMBER.matcher(plain).matches() ? Optional.of(Long.parseLong(plain)) : Optional.empty();
  }

  /** A name without digits, then a number. */
  static Optional<Figure> of(String line) {
    String plain = plain(line);
    int start = plain.length();
    while (start > 0 && isAsciiDigit(plain.charAt(start - 1))) {
      start--;
    }
    if (start > 0 && "+-".indexOf(plain.charAt(start - 1)) >= 0) {
      start--;
    }
    String name = line.substring(0, start).strip();
    return DIGIT.matcher(plain.substring(0, start)).find()
        ? Optional.empty()
        : number(plain.substring(start)).map(value -> new Figure(name, value));
  }

  private static boolean isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
