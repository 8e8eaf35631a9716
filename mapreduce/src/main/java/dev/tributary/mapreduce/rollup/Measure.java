package dev.tributary.mapreduce.rollup;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.mapreduce.statistics.ValueCounts;
import java.math.BigDecimal;

/**
 * A figure over the values of a member in a group. Records without the member do not count; without
 * any value it is NULL.
 */
public enum Measure {
  /** The exact sum, of numbers rounded once. */
  SUM("sum", "sum of %s"),
  MIN("min", "least %s"),
  MAX("max", "greatest %s"),
  /** The exact sum divided by the number of values, rounded once. */
  MEAN("mean", "mean %s"),
  /** The value in the middle, of an even number the mean of the two. */
  MEDIAN("median", "median %s"),
  /** Of the sample (n - 1); NULL for one value. */
  STDDEV("stddev", "standard deviation of %s (n - 1); NULL for n = 1"),
  /** How many values are below 0; 0 without any. */
  NEGATIVE_COUNT("negative", "how many have negative %s");

  private final String suffix;
  private final String comment;

  Measure(String suffix, String comment) {
    this.suffix = suffix;
    this.comment = comment;
  }

  /** The column of this figure. */
  Column column(Field field) {
    return new Column(
        field.column() + "_" + suffix, type(field), comment.formatted(field.meaning()));
  }

  private ColumnType type(Field field) {
    return switch (this) {
      case SUM, MIN, MAX -> field.kind() == Kind.INTEGER ? Scalar.BIGINT : Scalar.DOUBLE;
      case MEAN, MEDIAN, STDDEV -> Scalar.DOUBLE;
      case NEGATIVE_COUNT -> Scalar.BIGINT;
    };
  }

  /** The figure in its column's type. */
  Object of(ValueCounts counts, Field field) {
    if (counts.n() == 0 && this != NEGATIVE_COUNT) {
      return null;
    }
    return switch (this) {
      case SUM -> typed(counts.sum(), field);
      case MIN -> typed(BigDecimal.valueOf(counts.min()), field);
      case MAX -> typed(BigDecimal.valueOf(counts.max()), field);
      case MEAN -> counts.mean();
      case MEDIAN -> counts.median();
      case STDDEV -> counts.n() == 1 ? null : (Object) counts.stddev().getAsDouble();
      case NEGATIVE_COUNT -> counts.negative();
    };
  }

  private Object typed(BigDecimal exact, Field field) {
    return type(field) == Scalar.BIGINT
        ? (Object) exact.longValueExact()
        : (Object) exact.doubleValue();
  }
}
