package dev.tributary.catalog.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An assertion on a field: what its values may be, both ends included. A missing value always may.
 *
 * @param least the lowest value; empty if the range is open below
 * @param most the highest value; empty if it is open above
 * @param otherwise what becomes of a record with another value
 */
public record Range(
    String field, Optional<BigDecimal> least, Optional<BigDecimal> most, Otherwise otherwise) {

  public Range {
    if (least.isEmpty() && most.isEmpty()) {
      throw new IllegalArgumentException("a range of '" + field + "' is open at both ends");
    }
    if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0) {
      throw new IllegalArgumentException(
          "a range of '%s' begins at %s and ends at %s".formatted(field, least.get(), most.get()));
    }
  }

  /** What is wrong with the field's value in a record that is as its schema says. */
  public Optional<Violation> violation(JsonNode record) {
    JsonNode value = record.path(field);
    if (!value.isNumber() || holds(value.decimalValue())) {
      return Optional.empty();
    }
    return Optional.of(
        new Violation(field, "%s %s is not %s".formatted(field, value.asText(), bounds())));
  }

  private boolean holds(BigDecimal value) {
    return least.filter(bound -> value.compareTo(bound) < 0).isEmpty()
        && most.filter(bound -> value.compareTo(bound) > 0).isEmpty();
  }

  private String bounds() {
    if (most.isEmpty()) {
      return least.orElseThrow() + " or more";
    }
    return least
        .map(bound -> "between " + bound + " and " + most.get())
        .orElse(most.get() + " or less");
  }

  /** What becomes of a record with a value outside of a range. */
  public enum Otherwise {
    /** It is landed, and the ledger has a warning of it. */
    WARN,
    /** It is not landed. */
    QUARANTINE
  }

  /**
   * A value outside of a range.
   *
   * @param detail names field, value and range
   */
  public record Violation(String field, String detail) {}
}
