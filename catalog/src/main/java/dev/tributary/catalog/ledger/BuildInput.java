package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a table is built from: the records of a feed or the rows of another table, joined with
 * references.
 *
 * @param feed whose records are read; a partitioned table follows it partition by partition
 * @param table whose rows are read instead, all of them
 * @param joined references, held against each record
 */
public record BuildInput(Optional<Feed> feed, Optional<String> table, List<Feed> joined) {

  public BuildInput {
    if (feed.isPresent() == table.isPresent()) {
      throw new IllegalArgumentException("a table is built from a feed or from a table");
    }
    joined = List.copyOf(joined);
  }

  /** The records of a feed. */
  public static BuildInput of(Feed feed, Feed... joined) {
    return new BuildInput(Optional.of(feed), Optional.empty(), List.of(joined));
  }

  /** The rows of a table. */
  public static BuildInput of(Table table, Feed... joined) {
    return new BuildInput(Optional.empty(), Optional.of(table.name()), List.of(joined));
  }

  /** The names of all feeds. */
  String[] feeds() {
    return Stream.concat(feed.stream(), joined.stream()).map(Feed::name).toArray(String[]::new);
  }
}
