package dev.tributary.exporters.source;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which feeds of a catalog a file looks like. Few columns are required, so one dataset's file may
 * well be readable as another's; the feed that knows more of its columns is the one it is of.
 */
final class Likeness {

  private final Set<String> columns;

  /**
   * Looks at a header.
   *
   * @param cells of the file's first row
   */
  Likeness(List<String> cells) {
    this.columns = cells.stream().map(Likeness::folded).collect(Collectors.toSet());
  }

  /**
   * Refuses a file that some other feed knows more columns of than its own does. As many are not
   * more: two datasets of one schema take each other's files. And a file with every column of its
   * feed is of it, whatever further ones it has, unless it has all that the other requires, too.
   */
  void check(Feed feed, List<Dataset> catalog) throws DamagedFileException {
    long own = known(feed);
    boolean whole = own == feed.schema().fields().size();
    long most = own;
    List<String> better = new ArrayList<>();
    List<String> options = new ArrayList<>();
    for (Dataset dataset : catalog) {
      for (Feed other : dataset.feeds()) {
        long known = known(other);
        if (known <= own || known < most || (whole && !hasRequired(other))) {
          continue;
        }
        if (known > most) {
          most = known;
          better.clear();
          options.clear();
        }
        better.add(other.name());
        options.add("--dataset " + option(dataset, other));
      }
    }
    if (!better.isEmpty()) {
      throw new DamagedFileException(
          "has the columns of %s (%d, and %d of %s); pass %s"
              .formatted(
                  String.join(" or ", better),
                  most,
                  own,
                  feed.name(),
                  String.join(" or ", options)));
    }
  }

  private static String option(Dataset dataset, Feed feed) {
    return dataset.references().entrySet().stream()
        .filter(reference -> reference.getValue().equals(feed))
        .map(Map.Entry::getKey)
        .findFirst()
        .map(reference -> dataset.name() + " --reference " + reference)
        .orElse(dataset.name() + " without --reference");
  }

  private long known(Feed feed) {
    return count(feed, field -> true);
  }

  private boolean hasRequired(Feed feed) {
    return count(feed, Field::required)
        == feed.schema().fields().stream().filter(Field::required).count();
  }

  private long count(Feed feed, Predicate<Field> which) {
    return feed.schema().fields().stream()
        .filter(which)
        .filter(field -> columns.contains(folded(field.name())))
        .count();
  }

  private static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
