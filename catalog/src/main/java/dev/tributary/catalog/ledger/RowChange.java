package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.RowDelta;
import java.math.BigDecimal;
import java.util.List;

/**
 * How the rows of a table change where Hive is pointed from one of its versions to another.
 * Partitions that nobody has seen yet, and those of which a number of rows is unknown, are left
 * out.
 *
 * @param from the versions that readers see, ascending
 * @param to the versions to be published, ascending
 * @param directories where these lie
 * @param partitions how many partitions are counted
 * @param before rows that readers see in them
 * @param now rows that they would see
 */
public record RowChange(
    String table,
    List<Long> from,
    List<Long> to,
    List<String> directories,
    long partitions,
    long before,
    long now) {

  /** A change of a few rows says nothing. */
  private static final long COUNTS_FROM = 100;

  public RowChange {
    from = List.copyOf(from);
    to = List.copyOf(to);
    directories = List.copyOf(directories);
  }

  /** Whether more rows came or went than this allows. */
  public boolean exceeds(RowDelta delta) {
    return before >= COUNTS_FROM
        && delta
            .share(before, now)
            .map(share -> share.multiply(BigDecimal.valueOf(before)))
            .filter(allowed -> BigDecimal.valueOf(now - before).abs().compareTo(allowed) > 0)
            .isPresent();
  }
}
