package dev.tributary.catalog.dataset;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.table.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset: a feed of records, and the references that its jobs join them with.
 *
 * @param references by their short names, in the order of the declaration
 * @param rowDeltas by how much a table's rows may change from one publication to the next, by the
 *     table's name; tables that are not named may change as they like
 * @param warehouse the schema in PostgreSQL that shows its published tables; absent for none
 * @param views what Hive shows of its tables besides
 */
public record Dataset(
    String name,
    Feed feed,
    Map<String, Feed> references,
    Map<String, RowDelta> rowDeltas,
    Optional<String> warehouse,
    List<View> views) {

  public Dataset {
    rowDeltas = Map.copyOf(rowDeltas);
    views = List.copyOf(views);
  }

  /** Its own feed and its references. */
  public List<Feed> feeds() {
    List<Feed> feeds = new ArrayList<>(references.values());
    feeds.add(feed);
    return feeds;
  }

  /**
   * Where every version of one of its tables is: its own feed's raw table, or one that jobs build.
   */
  public String directory(String table) {
    boolean raw = feed.hiveTable().filter(table::equals).isPresent();
    return raw ? feed.directory() : feed.directory() + "/tables/" + table;
  }

  /** The reference of that short name. */
  public Feed reference(String reference) {
    Feed found = references.get(reference);
    if (found == null) {
      throw new UsageException(
          "dataset '%s' has no reference '%s'; it has: %s"
              .formatted(name, reference, String.join(", ", references.keySet())));
    }
    return found;
  }
}
