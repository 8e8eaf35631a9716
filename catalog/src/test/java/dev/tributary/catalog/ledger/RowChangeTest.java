package dev.tributary.catalog.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowChangeTest {

  private static final BigDecimal HALF = new BigDecimal("0.5");

  @Test
  void aChangeOfTheShareItselfIsAllowed() {
    assertThat(change(1000, 500).exceeds(HALF)).isFalse();
    assertThat(change(1000, 499).exceeds(HALF)).isTrue();
    assertThat(change(1000, 1500).exceeds(HALF)).isFalse();
    assertThat(change(1000, 1501).exceeds(HALF)).isTrue();
    assertThat(change(1000, 0).exceeds(BigDecimal.ONE)).isFalse();
    assertThat(change(1000, 3001).exceeds(BigDecimal.valueOf(2))).isTrue();
  }

  /** 0.29 of 100 is 28.999999999999996 in doubles. */
  @Test
  void sharesAreExact() {
    assertThat(change(100, 71).exceeds(new BigDecimal("0.29"))).isFalse();
    assertThat(change(100, 70).exceeds(new BigDecimal("0.29"))).isTrue();
  }

  @Test
  void aChangeOfFewerThan100RowsSaysNothing() {
    assertThat(change(99, 0).exceeds(HALF)).isFalse();
    assertThat(change(100, 0).exceeds(HALF)).isTrue();
    assertThat(change(0, 1000).exceeds(HALF)).isFalse();
  }

  private static RowChange change(long before, long now) {
    return new RowChange("t", List.of(1L), List.of(2L), List.of("/t/v2"), 1, before, now);
  }
}
