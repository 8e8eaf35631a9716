package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.ledger.Publication;
import dev.tributary.catalog.table.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DatasetViewsTest {

  private static final View OF_BUOYS = Views.leaded(Views.NAME);
  private static final View OF_READINGS =
      new View("names", "readings", "", Optional.empty(), List.of(Views.NAME));

  @Test
  void aViewWaitsForItsTableAndThePublisherIsTold() {
    DatasetViews views =
        DatasetViews.of(
            dataset(OF_BUOYS, OF_READINGS),
            List.of(new Publication(Tables.readings(Tables.NAME), "/r", Map.of(), Map.of())));

    assertThat(views.ready()).containsExactly(OF_READINGS);
    assertThat(views.stillWaiting()).isEqualTo("; view leaded waits for a version of buoys");
  }

  @Test
  void nothingIsSaidWhereNoViewWaits() {
    assertThat(DatasetViews.of(dataset(), List.of()).stillWaiting()).isEmpty();
  }

  private static Dataset dataset(View... views) {
    Dataset water = Catalog.load(Optional.empty()).dataset("water");
    return new Dataset("water", water.feed(), Map.of(), Map.of(), Optional.empty(), List.of(views));
  }
}
