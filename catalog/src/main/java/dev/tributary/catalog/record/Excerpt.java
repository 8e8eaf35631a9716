package dev.tributary.catalog.record;

/** A value as messages show it: in one line, and no longer than a person reads. */
public final class Excerpt {

  private static final int LENGTH = 100;

  private Excerpt() {}

  /** The value's beginning, with a space for each line break or other control character. */
  public static String of(String value) {
    boolean cut = value.codePointCount(0, value.length()) > LENGTH;
    StringBuilder line = new StringBuilder();
    value
        .codePoints()
        .limit(LENGTH)
        .map(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c)
        .forEach(line::appendCodePoint);
    return cut ? line + "…" : line.toString();
  }
}
