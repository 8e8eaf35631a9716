package dev.tributary.catalog.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CopyLineTest {

  private final CopyLine line = new CopyLine();

  @Test
  void nullIsNotTheTextOfNull() {
    assertThat(line.add(null).add("\\N").add("").end()).isEqualTo("\\N\t\\\\N\t\n");
  }

  @Test
  void whatPartsValuesAndLinesIsEscaped() {
    assertThat(line.add("a\tb\nc\rd\\").end()).isEqualTo("a\\tb\\nc\\rd\\\\\n");
  }

  @Test
  void aMapIsJson() {
    Map<String, Long> map = new TreeMap<>(Map.of("Fire", 270L, "a\"\t\\", 1L));
    assertThat(line.add(map).add(Map.of()).end())
        .isEqualTo("{\"Fire\":270,\"a\\\\\"\\\\t\\\\\\\\\":1}\t{}\n");
  }

  @Test
  void aLineBeginsAnew() {
    assertThat(line.add(null).add(1).end()).isEqualTo("\\N\t1\n");
    assertThat(line.add("").add(2.5).end()).isEqualTo("\t2.5\n");
  }
}
