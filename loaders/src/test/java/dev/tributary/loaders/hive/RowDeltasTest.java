package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.RowDelta;
import dev.tributary.catalog.ledger.RowChange;
import dev.tributary.catalog.verb.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RowDeltasTest {

  private static final Dataset WATER = Catalog.load(Optional.empty()).dataset("water");

  private final RowDeltas deltas =
      new RowDeltas(
          new Dataset(
              "water",
              WATER.feed(),
              Map.of(),
              Map.of("yearly", both("0.5"), "trend", both("0.125")),
              Optional.empty(),
              List.of()));

  @Test
  void changesWithinTheDeltaAndTablesWithoutOneArePublished() {
    assertThat(deltas.refusal(List.of())).isEmpty();
    assertThat(deltas.refusal(List.of(change("yearly", 2, 1000, 500), change("other", 2, 1000, 0))))
        .isEmpty();
  }

  @Test
  void everyTableThatChangesTooMuchIsNamedInOneLine() {
    Outcome refusal =
        deltas
            .refusal(
                List.of(
                    change("trend", 7, 200, 400),
                    change("other", 2, 1000, 0),
                    new RowChange(
                        "yearly", List.of(1L, 3L), List.of(4L), List.of("/y/v4"), 2, 5000, 1)))
            .orElseThrow();
    assertThat(refusal.exitCode()).isEqualTo(1);
    assertThat(refusal.message())
        .isEqualTo(
            "nothing of water is published: trend goes from 200 rows (version 1) to 400 (version 7)"
                + " in 1 partitions, +100.0 % where 12.5 % are allowed; yearly goes from 5,000 rows"
                + " (version 1, 3) to 1 (version 4) in 2 partitions, -100.0 % where 50 % are allowed;"
                + " look at /trend/v7, /y/v4; if it is right, run"
                + " 'publish --dataset water --accept-delta'");
    assertThat(refusal.facts().get("refused"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(2);
  }

  private static RowDelta both(String share) {
    return new RowDelta(Optional.of(new BigDecimal(share)), Optional.of(new BigDecimal(share)));
  }

  private static RowChange change(String table, long version, long before, long now) {
    return new RowChange(
        table,
        List.of(1L),
        List.of(version),
        List.of("/" + table + "/v" + version),
        1,
        before,
        now);
  }
}
