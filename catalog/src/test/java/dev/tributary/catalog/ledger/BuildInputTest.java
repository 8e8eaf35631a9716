package dev.tributary.catalog.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Feed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BuildInputTest {

  private static final Catalog CATALOG = Catalog.load(Optional.empty());
  private static final Feed BY_DAY = CATALOG.dataset("weapons").feed();
  private static final Feed BY_YEAR = CATALOG.dataset("water").feed();

  @Test
  void aReachGoesOverTheEndsOfMonthsAndYears() {
    BuildInput input = BuildInput.of(BY_DAY).within(2);
    assertThat(input.around("2024-02-29"))
        .containsExactly("2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02");
    assertThat(input.around("2025-12-31")).last().isEqualTo("2026-01-02");
  }

  @Test
  void withoutReachAPartitionStandsForItself() {
    assertThat(BuildInput.of(BY_YEAR).around("1980-01-01")).containsExactly("1980-01-01");
  }

  @Test
  void onlyAFeedThatIsKeptByDayHasDaysBesides() {
    assertThatThrownBy(() -> BuildInput.of(BY_YEAR).within(1))
        .hasMessage("a reach of 1 days: only from a feed kept by day can rows fall on another day");
    assertThatThrownBy(() -> BuildInput.of(BY_DAY).within(-1)).hasMessageContaining("-1 days");
  }
}
