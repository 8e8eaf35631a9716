package dev.tributary.catalog.record;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/**
 * The shortest decimal that reads back as the same double, as {@code Double.toString} gives it from
 * JDK 19 on. JDK 17's own may print a digit too many (JDK-4511638), so that the same job would
 * write other bytes on another JDK; Jackson carries the same algorithm (Raffaello Giulietti, "The
 * Schubfach way to render doubles").
 */
public final class ShortestDecimal {

  private ShortestDecimal() {}

  /** As text, like {@code 6.15} or {@code 1.0E10}; {@code NaN} and {@code Infinity} by name. */
  public static String text(double value) {
    return NumberOutput.toString(value, true);
  }

  /** As a number; the value must be finite. */
  public static BigDecimal number(double value) {
    return new BigDecimal(text(value));
  }
}
