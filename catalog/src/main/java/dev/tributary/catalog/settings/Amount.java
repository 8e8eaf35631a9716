package dev.tributary.catalog.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people write them; an {@link IllegalArgumentException} says what is expected. */
public final class Amount {

  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)?");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,12})([kmgt]?)(i?b)?");

  private Amount() {}

  /**
   * A time with its unit ({@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 30d}); a bare
   * number is seconds.
   */
  public static Duration time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not a time such as 500ms, 10s or 5m");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> Duration.ofSeconds(amount);
    };
  }

  /** A size ({@code 64MB}, {@code 1g}, {@code 4096}), 1 or more: 1 KB is 1024 bytes, and so on. */
  public static long bytes(String text) {
    Matcher matcher = BYTES.matcher(text.toLowerCase(Locale.ROOT).replace(" ", ""));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not a size such as 4096, 64KB or 100MB");
    }
    long amount = Long.parseLong(matcher.group(1));
    int power = matcher.group(2).isEmpty() ? 0 : "kmgt".indexOf(matcher.group(2)) + 1;
    if (amount < 1 || amount > Long.MAX_VALUE >> (10 * power)) {
      throw new IllegalArgumentException("is not a size from 1 byte on");
    }
    return amount << (10 * power);
  }
}
