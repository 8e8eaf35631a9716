package dev.tributary.loaders.hive;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.RowDelta;
import dev.tributary.catalog.ledger.RowChange;
import dev.tributary.catalog.verb.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A dataset's row deltas: a publication that breaks one is for a person to accept. */
final class RowDeltas {

  private final Dataset dataset;

  RowDeltas(Dataset dataset) {
    this.dataset = dataset;
  }

  /** How a publish ends that would change tables so; empty if it may. */
  Optional<Outcome> refusal(List<RowChange> changes) {
    List<RowChange> broken =
        changes.stream()
            .filter(change -> allowed(change).filter(change::exceeds).isPresent())
            .toList();
    if (broken.isEmpty()) {
      return Optional.empty();
    }
    TreeSet<String> directories = new TreeSet<>();
    List<Map<String, Object>> facts = new ArrayList<>();
    for (RowChange change : broken) {
      directories.addAll(change.directories());
      facts.add(facts(change));
    }
    String message =
        "nothing of %1$s is published: %2$s; look at %3$s; if it is right, run 'publish --dataset %1$s --accept-delta'"
            .formatted(
                dataset.name(),
                broken.stream().map(this::sentence).collect(Collectors.joining("; ")),
                String.join(", ", directories));
    return Optional.of(Outcome.failed(message, Map.of("refused", facts)));
  }

  private Optional<RowDelta> allowed(RowChange change) {
    return Optional.ofNullable(dataset.rowDeltas().get(change.table()));
  }

  /** What a broken delta would have allowed. */
  private BigDecimal share(RowChange change) {
    return allowed(change)
        .flatMap(delta -> delta.share(change.before(), change.now()))
        .orElseThrow();
  }

  private String sentence(RowChange change) {
    return "%s goes from %,d rows (version %s) to %,d (version %s) in %,d partitions, %+.1f %% where %s %% are allowed"
        .formatted(
            change.table(),
            change.before(),
            versions(change.from()),
            change.now(),
            versions(change.to()),
            change.partitions(),
            100.0 * (change.now() - change.before()) / change.before(),
            share(change).movePointRight(2).stripTrailingZeros().toPlainString());
  }

  private static String versions(List<Long> versions) {
    return versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private Map<String, Object> facts(RowChange change) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("table", change.table());
    facts.put("rows_before", change.before());
    facts.put("rows_now", change.now());
    facts.put("row_delta", share(change));
    return facts;
  }
}
