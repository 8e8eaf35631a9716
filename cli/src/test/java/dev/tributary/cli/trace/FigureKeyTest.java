package dev.tributary.cli.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FigureKeyTest {

  private static final Table STATS =
      new Table(
              "stats",
              "Statistics",
              List.of(
                  new Column("type", Scalar.STRING, ""),
                  new Column("rarity", Scalar.INT, ""),
                  new Column("mean", Scalar.DOUBLE, "")),
              true,
              Table.Format.TEXT)
          .keyedBy("type", "rarity");

  @Test
  void valuesStandForTheKeysColumnsInTheirOrder() {
    assertThat(of("long_sword", "7").values())
        .isEqualTo(Map.of("type", "long_sword", "rarity", "7"));
    assertThat(of("rarity=7", "long_sword").values())
        .isEqualTo(Map.of("type", "long_sword", "rarity", "7"));
    assertThat(of("a=b").values()).isEqualTo(Map.of("type", "a=b")); // no column is named a
    assertThat(of("dt=1992-01-01").dt()).contains("1992-01-01");
    assertThatThrownBy(() -> of("long_sword", "7", "8"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "'8' is one value too many: the key of stats is type, rarity; say column=value of others");
  }

  @Test
  void aTotalIsAskedForAsNull() {
    Map<String, Object> total = new HashMap<>(Map.of("type", "long_sword", "mean", 1.50));
    total.put("rarity", null);
    Map<String, Object> seven = Map.of("type", "long_sword", "rarity", 7, "mean", 2.0);

    assertThat(of("long_sword", "NULL").matches(total)).isTrue();
    assertThat(of("long_sword", "NULL").matches(seven)).isFalse();
    assertThat(of("long_sword", "7").matches(seven)).isTrue();
    assertThat(of("mean=1.5").matches(total)).isTrue();
    assertThat(of("mean=low").matches(total)).isFalse();
  }

  private static FigureKey of(String... arguments) {
    return FigureKey.of(STATS, List.of(arguments));
  }
}
