package dev.tributary.catalog.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextRowTest {

  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", ColumnType.Scalar.STRING, ""),
          new Column("n", ColumnType.Scalar.BIGINT, ""),
          new Column("mean", ColumnType.Scalar.DOUBLE, ""),
          new Column("at", ColumnType.Scalar.TIMESTAMP, ""));

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
  void anotherNumberOfValuesAndAnotherTypeAreErrors() {
    assertThatThrownBy(() -> TextRow.parse("Lake\t12", COLUMNS)).hasMessageContaining("2 values");
    assertThatThrownBy(() -> TextRow.parse("Lake\t12\t1\t\\N\t", COLUMNS))
        .hasMessageContaining("more than the 4 values");
    assertThatThrownBy(() -> TextRow.parse("Lake\ttwelve\t1\t\\N", COLUMNS))
        .hasMessage("column n: 'twelve' is no bigint");
  }
}
