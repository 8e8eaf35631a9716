package dev.tributary.catalog.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.dataset.RowDelta;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RowChangeTest {

  private static final RowDelta HALF = both("0.5");

  @Test
  void aChangeOfTheShareItselfIsAllowed() {
    assertThat(change(1000, 500).exceeds(HALF)).isFalse();
    assertThat(change(1000, 499).exceeds(HALF)).isTrue();
    assertThat(change(1000, 1500).exceeds(HALF)).isFalse();
    assertThat(change(1000, 1501).exceeds(HALF)).isTrue();
    assertThat(change(1000, 0).exceeds(both("1"))).isFalse();
    assertThat(change(1000, 3001).exceeds(both("2"))).isTrue();
  }

  /** 0.29 of 100 is 28.999999999999996 in doubles. */
  @Test
  void sharesAreExact() {
    assertThat(change(100, 71).exceeds(both("0.29"))).isFalse();
    assertThat(change(100, 70).exceeds(both("0.29"))).isTrue();
  }

  @Test
  void aChangeOfFewerThan100RowsSaysNothing() {
    assertThat(change(99, 0).exceeds(HALF)).isFalse();
    assertThat(change(100, 0).exceeds(HALF)).isTrue();
    assertThat(change(0, 1000).exceeds(HALF)).isFalse();
  }

  @Test
  void aFallAloneLetsAnythingCome() {
    RowDelta fall = new RowDelta(Optional.of(new BigDecimal("0.5")), Optional.empty());
    assertThat(change(1000, 499).exceeds(fall)).isTrue();
    assertThat(change(1000, 1_000_000).exceeds(fall)).isFalse();
  }

  private static RowDelta both(String share) {
    return new RowDelta(Optional.of(new BigDecimal(share)), Optional.of(new BigDecimal(share)));
  }

  private static RowChange change(long before, long now) {
    return new RowChange("t", List.of(1L), List.of(2L), List.of("/t/v2"), 1, before, now);
  }
}
