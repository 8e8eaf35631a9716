package dev.tributary.catalog.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TableDefinitionTest {

  @Test
  void aTableIsReadAsItWasWritten() {
    Table table =
        new Table(
                "lakes",
                "Lakes",
                List.of(
                    new Column("name", ColumnType.Scalar.STRING, "its name"),
                    new Column("ph", ColumnType.Scalar.DOUBLE, "acidity, pH · µ")),
                true,
                Table.Format.PARQUET)
            .keyedBy("name");
    assertThat(TableDefinition.read(TableDefinition.write(table))).isEqualTo(table);
  }

  @Test
  void aTableOfAnEarlierReleaseHasNoKey() {
    String json =
        "{\"name\":\"t\",\"comment\":\"\",\"partitioned\":false,\"format\":\"TEXT\",\"columns\":[]}";
    assertThat(TableDefinition.read(json).key()).isEmpty();
  }

  @Test
  void theRawTableKeepsItsStruct() {
    Table raw = Catalog.load(Optional.empty()).dataset("water").feed().rawTable().orElseThrow();
    Table read = TableDefinition.read(TableDefinition.write(raw));
    assertThat(read.columns().get(6).type().hive()).isEqualTo(raw.columns().get(6).type().hive());
  }

  /** Else it would be read as one that is kept by day. */
  @Test
  void aTableOfOtherPartitionsIsNotKept() {
    Column place = new Column("place", ColumnType.Scalar.STRING, "");
    Table table = new Table("t", "", List.of(place), List.of(place), Table.Format.JSON);
    assertThatThrownBy(() -> TableDefinition.write(table))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
