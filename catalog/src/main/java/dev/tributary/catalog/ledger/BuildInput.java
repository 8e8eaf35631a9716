package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a table is built from: the records of a feed or the rows of another table, joined with
 * references.
 *
 * @param feed whose records are read; a partitioned table follows it partition by partition
 * @param table whose rows are read instead, all of them
 * @param joined references, held against each record
 * @param reach by how many days the {@code dt} of a row may differ from the {@code dt} of the
 *     record that it is made of, either way: a partition of the table is built from those of the
 *     feed that are no further away
 */
public record BuildInput(
    Optional<Feed> feed, Optional<String> table, List<Feed> joined, int reach) {

  public BuildInput {
    if (feed.isPresent() == table.isPresent()) {
      throw new IllegalArgumentException("a table is built from a feed or from a table");
    }
    boolean byDay = feed.isPresent() && feed.get().routing() == Feed.Routing.DAY;
    if (reach < 0 || (reach > 0 && !byDay)) {
      throw new IllegalArgumentException(
          "a reach of %d days: only from a feed kept by day can rows fall on another day"
              .formatted(reach));
    }
    joined = List.copyOf(joined);
  }

  /** The records of a feed. */
  public static BuildInput of(Feed feed, Feed... joined) {
    return new BuildInput(Optional.of(feed), Optional.empty(), List.of(joined), 0);
  }

  /** The rows of a table. */
  public static BuildInput of(Table table, Feed... joined) {
    return new BuildInput(Optional.empty(), Optional.of(table.name()), List.of(joined), 0);
  }

  /** The same, with rows that may fall on another day than their record. */
  public BuildInput within(int days) {
    return new BuildInput(feed, table, joined, days);
  }

  /** The {@code dt} values within reach of this one, itself among them, in order. */
  public SortedSet<String> around(String dt) {
    SortedSet<String> around = new TreeSet<>(List.of(dt));
    for (int days = 1; days <= reach; days++) {
      around.add(LocalDate.parse(dt).minusDays(days).toString());
      around.add(LocalDate.parse(dt).plusDays(days).toString());
    }
    return around;
  }

  /** The names of all feeds. */
  String[] feeds() {
    return Stream.concat(feed.stream(), joined.stream()).map(Feed::name).toArray(String[]::new);
  }
}
