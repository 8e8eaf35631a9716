package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownTableTest {

  private static KnownTable known(Table table) {
    return new KnownTable("EXTERNAL_TABLE", KnownTable.columnsOf(table), KnownTable.keysOf(table));
  }

  @Test
  void columnsMayBeAddedBehindTheOthers() {
    KnownTable known = known(Tables.buoys(Tables.NAME));

    assertThatNoException()
        .isThrownBy(
            () -> known.refuseUnlessEarlier(Tables.buoys(Tables.NAME, Tables.LEAD), "lake.buoys"));
  }

  @Test
  void aCommentIsNoDifference() {
    Column other = new Column("name", Scalar.STRING, "anything");

    assertThatNoException()
        .isThrownBy(
            () -> known(Tables.buoys(other)).refuseUnlessEarlier(Tables.buoys(Tables.NAME), ""));
  }

  @Test
  void aColumnBetweenTheOthersIsRefused() {
    KnownTable known = known(Tables.buoys(Tables.NAME));

    assertThatThrownBy(
            () -> known.refuseUnlessEarlier(Tables.buoys(Tables.LEAD, Tables.NAME), "lake.buoys"))
        .isInstanceOf(HiveException.class)
        .hasMessage(
            "lake.buoys has the column name string where lead double should be; drop it in Hive (it"
                + " is external: the data stay) and publish again, or set another"
                + " tributary.hive.database");
  }

  @Test
  void aColumnThatIsGoneIsRefused() {
    KnownTable known = known(Tables.buoys(Tables.NAME, Tables.LEAD));

    assertThatThrownBy(() -> known.refuseUnlessEarlier(Tables.buoys(Tables.NAME), "lake.buoys"))
        .hasMessageStartingWith(
            "lake.buoys has the columns (name string, lead double), not (name string);");
  }

  @Test
  void otherPartitioningIsRefused() {
    KnownTable known = known(Tables.buoys(Tables.NAME));

    assertThatThrownBy(() -> known.refuseUnlessEarlier(Tables.readings(Tables.NAME), "lake.x"))
        .hasMessageStartingWith("lake.x is partitioned by nothing, not by (dt string);");
  }

  @Test
  void aViewIsRefused() {
    KnownTable view = new KnownTable("VIRTUAL_VIEW", List.of(), List.of());

    assertThatThrownBy(() -> view.refuseUnlessEarlier(Tables.buoys(Tables.NAME), "lake.buoys"))
        .hasMessage(
            "lake.buoys is a virtual view; rename it in Hive, or set another"
                + " tributary.hive.database");
  }
}
