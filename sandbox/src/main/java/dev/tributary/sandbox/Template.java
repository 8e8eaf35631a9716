package dev.tributary.sandbox;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with {@code ${placeholders}}. */
final class Template {

  private static final Pattern PLACEHOLDER = Pattern.compile("(\\$?)\\$\\{([a-z][a-z0-9.-]*)}");

  private Template() {}

  /**
   * The text with each placeholder replaced by its value, and {@code $${name}} by {@code ${name}}.
   * Only names that begin with a small letter are placeholders; the variables of a shell script are
   * in capitals.
   *
   * @throws IllegalArgumentException if a placeholder has no value
   */
  static String fill(String text, Map<String, String> values) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      boolean escaped = !matcher.group(1).isEmpty();
      String value = escaped ? matcher.group().substring(1) : values.get(matcher.group(2));
      if (value == null) {
        throw new IllegalArgumentException("no value for the placeholder " + matcher.group());
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    matcher.appendTail(filled);
    return filled.toString();
  }
}
