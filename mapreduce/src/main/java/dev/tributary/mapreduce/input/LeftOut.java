package dev.tributary.mapreduce.input;

import dev.tributary.catalog.record.Excerpt;
import java.util.Comparator;

/**
 * Something in the input that is not used, and why.
 *
 * @param reason one line
 */
public record LeftOut(Place place, String reason) implements Comparable<LeftOut> {

  private static final Comparator<LeftOut> ORDER =
      Comparator.comparing(LeftOut::place).thenComparing(LeftOut::reason);

  public LeftOut {
    reason = Excerpt.of(reason);
  }

  @Override
  public int compareTo(LeftOut other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return place + ": " + reason;
  }
}
