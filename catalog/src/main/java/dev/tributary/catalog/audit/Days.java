package dev.tributary.catalog.audit;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The partitions that are looked at.
 *
 * @param from the first {@code dt}, if there is a first
 * @param to the last one, itself included
 */
public record Days(Optional<LocalDate> from, Optional<LocalDate> to) {

  /** Every partition. */
  public static final Days ALL = new Days(Optional.empty(), Optional.empty());

  public Days {
    if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
      throw new IllegalArgumentException("no day is from " + from.get() + " to " + to.get());
    }
  }

  /** Whether some partitions are left out. */
  public boolean limited() {
    return from.isPresent() || to.isPresent();
  }

  /** Whether the partition is among them; what is kept whole always is. */
  public boolean hold(String dt) {
    return dt.isEmpty() || (dt.compareTo(first()) >= 0 && dt.compareTo(last()) <= 0);
  }

  /** No {@code dt} of theirs is less. */
  public String first() {
    return from.map(LocalDate::toString).orElse("");
  }

  /** No {@code dt} of theirs is greater. */
  public String last() {
    return to.map(LocalDate::toString).orElse("9999-12-31");
  }
}
