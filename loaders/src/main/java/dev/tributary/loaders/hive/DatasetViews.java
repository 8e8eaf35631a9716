package dev.tributary.loaders.hive;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Publication;
import dev.tributary.catalog.table.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The views that a dataset declares.
 *
 * @param ready those of tables that there are versions of
 * @param waiting the others
 */
record DatasetViews(List<View> ready, List<View> waiting) {

  static DatasetViews of(Dataset dataset, List<Publication> newest) {
    Set<String> tables =
        newest.stream().map(each -> each.table().name()).collect(Collectors.toSet());
    var views =
        dataset.views().stream()
            .collect(Collectors.partitioningBy(view -> tables.contains(view.of())));
    return new DatasetViews(views.get(true), views.get(false));
  }

  /** Makes and replaces what has to be; their names. */
  List<String> bringUpToDate(HiveTables hive) {
    List<String> made = new ArrayList<>();
    for (View view : ready) {
      if (hive.ensure(view)) {
        made.add(view.name());
      }
    }
    return made;
  }

  /** What to add to the outcome: a table that a view waits for may be misspelt. */
  String stillWaiting() {
    return waiting.stream()
        .map(view -> "; view %s waits for a version of %s".formatted(view.name(), view.of()))
        .collect(Collectors.joining());
  }
}
