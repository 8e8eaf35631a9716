package dev.tributary.catalog.table;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.table.ColumnType.Scalar;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ViewTest {

  @Test
  void aViewIsNotOfItself() {
    View.Computed ring = new View.Computed(new Column("ring", Scalar.STRING, ""), "ring");

    assertThatThrownBy(() -> new View("birds", "birds", "", Optional.empty(), List.of(ring)))
        .hasMessage("it would take the name of the table that it is of");
  }
}
