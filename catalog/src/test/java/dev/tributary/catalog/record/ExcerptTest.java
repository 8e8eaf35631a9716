package dev.tributary.catalog.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExcerptTest {

  @Test
  void aShortValueIsItself() {
    assertThat(Excerpt.of("about 5 µeq/L")).isEqualTo("about 5 µeq/L");
    assertThat(Excerpt.of("x".repeat(100))).isEqualTo("x".repeat(100));
  }

  @Test
  void aLongValueIsCutBetweenCharacters() {
    assertThat(Excerpt.of("😀".repeat(101))).isEqualTo("😀".repeat(100) + "…");
  }

  @Test
  void lineBreaksAndControlsAreSpaces() {
    assertThat(Excerpt.of("a\r\nb\u0000c\u2028d\u001b[2J")).isEqualTo("a  b c d [2J");
  }
}
