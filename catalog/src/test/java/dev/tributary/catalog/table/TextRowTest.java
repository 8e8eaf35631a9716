package dev.tributary.catalog.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TextRowTest {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", ColumnType.Scalar.STRING, ""),
          new Column("n", ColumnType.Scalar.BIGINT, ""),
          new Column("mean", ColumnType.Scalar.DOUBLE, ""),
          new Column("at", ColumnType.Scalar.TIMESTAMP, ""));

  private static final List<Column> MAP =
      List.of(new Column("elements", new ColumnType.MapOf(ColumnType.Scalar.BIGINT), ""));

  @Test
  void valuesAreOfTheirColumnsTypes() {
    assertThat(TextRow.parse("Lake\t12\t-0.5\t2003-03-30 02:00:00.25", COLUMNS))
        .containsExactly("Lake", 12L, -0.5, LocalDateTime.of(2003, 3, 30, 2, 0, 0, 250_000_000));
  }

  @Test
  void nullIsNotTheEmptyText() {
    assertThat(TextRow.parse("\t\\N\t\\N\t\\N", COLUMNS)).containsExactly("", null, null, null);
    assertThat(TextRow.parse("\\N\t1\t\\N\t\\N", COLUMNS)).containsExactly(null, 1L, null, null);
  }

  @Test
  void escapesAreUndone() {
    assertThat(TextRow.parse("a\\\tb\\\\\\n\\rc\t1\t2\t\\N", COLUMNS))
        .containsExactly("a\tb\\\n\rc", 1L, 2.0, null);
  }

  @Test
  void whatIsWrittenIsRead() {
    List<Object> row =
        Arrays.asList("a\tb\\\n\rc", 1L, -0.5, LocalDateTime.of(2003, 3, 30, 2, 0, 0, 1000));
    assertThat(TextRow.parse(TextRow.format(row), COLUMNS)).isEqualTo(row);
    List<Object> nulls = Arrays.asList("", null, null, null);
    assertThat(TextRow.parse(TextRow.format(nulls), COLUMNS)).isEqualTo(nulls);
  }

  @Test
  void mapsAreEntriesInTheOrderOfTheirKeysBytes() {
    Map<String, Long> map = Map.of("Water", 180L, "Fire", 270L, "\uD83D\uDD25", 1L, "\uFF5E", 2L);
    assertThat(TextRow.format(List.of(map)))
        .isEqualTo("Fire:270,Water:180,\uFF5E:2,\uD83D\uDD25:1"); // in UTF-16 the last is before
    assertThat(TextRow.parse("b:-1,a:2", MAP)).containsExactly(Map.of("a", 2L, "b", -1L));
  }

  @Test
  void anEmptyMapIsNotNull() {
    assertThat(TextRow.format(List.of(Map.of()))).isEmpty();
    assertThat(TextRow.parse("", MAP)).containsExactly(Map.of());
    assertThat(TextRow.parse("\\N", MAP)).containsExactly((Object) null);
  }

  @Test
  void anyTextMayBeAKey() {
    Map<String, Long> map = new HashMap<>();
    for (String key : List.of("", ":", ",", "\\", "\t", "\n\r", "a:b,c\\N", "\\N", "n", "\"é")) {
      map.put(key, (long) map.size());
    }
    map.put("none", null);
    String line = TextRow.format(List.of(map));
    assertThat(line).contains("a\\:b\\,c\\\\N:6", "none:\\N").doesNotContain("\n", "\r");
    assertThat(TextRow.parse(line, MAP)).containsExactly(map);
    assertThat(TextRow.parse(TextRow.format(List.of(Map.of("", 1L))), MAP))
        .containsExactly(Map.of("", 1L));
  }

  @Test
  void aMapOfOtherValuesIsAnError() {
    assertThatThrownBy(() -> TextRow.parse("Fire:270,Water", MAP))
        .hasMessage("column elements: 'Fire:270,Water' is no map<string,bigint>");
    assertThatThrownBy(() -> TextRow.parse("Fire:much", MAP)).hasMessageContaining("Fire:much");
  }

  @Test
  void anotherNumberOfValuesAndAnotherTypeAreErrors() {
    assertThatThrownBy(() -> TextRow.parse("Lake\t12", COLUMNS)).hasMessageContaining("2 values");
    assertThatThrownBy(() -> TextRow.parse("Lake\t12\t1\t\\N\t", COLUMNS))
        .hasMessageContaining("more than the 4 values");
    assertThatThrownBy(() -> TextRow.parse("Lake\ttwelve\t1\t\\N", COLUMNS))
        .hasMessage("column n: 'twelve' is no bigint");
  }
}
