package dev.tributary.catalog.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ColumnTypeTest {

  @Test
  void structsAreReadAsTheyAreWritten() {
    ColumnType inner =
        new ColumnType.Struct(List.of(new Column("c", ColumnType.Scalar.DOUBLE, "")));
    ColumnType type =
        new ColumnType.Struct(
            List.of(
                new Column("a", ColumnType.Scalar.STRING, ""),
                new Column("b", inner, ""),
                new Column("d", ColumnType.Scalar.BIGINT, "")));
    assertThat(type.hive()).isEqualTo("struct<a:string,b:struct<c:double>,d:bigint>");
    assertThat(ColumnType.parse(type.hive())).isEqualTo(type);
  }

  @Test
  void mapsAndListsAreReadAsTheyAreWritten() {
    ColumnType item =
        new ColumnType.Struct(
            List.of(
                new Column("item", ColumnType.Scalar.STRING, ""),
                new Column("count", ColumnType.Scalar.BIGINT, "")));
    ColumnType type =
        new ColumnType.Struct(
            List.of(
                new Column("elements", new ColumnType.MapOf(ColumnType.Scalar.BIGINT), ""),
                new Column("creation", new ColumnType.ListOf(item), "")));
    assertThat(type.hive())
        .isEqualTo(
            "struct<elements:map<string,bigint>,creation:array<struct<item:string,count:bigint>>>");
    assertThat(ColumnType.parse(type.hive())).isEqualTo(type);
  }

  @Test
  void anUnknownTypeIsNamed() {
    assertThatThrownBy(() -> ColumnType.parse("uniontype<int>"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("uniontype<int>");
  }
}
