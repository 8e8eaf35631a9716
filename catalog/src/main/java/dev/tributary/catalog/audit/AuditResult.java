package dev.tributary.catalog.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an audit of a dataset, or of a sink, came to.
 *
 * @param dataset its name; {@code sink:PATH} of a sink
 * @param began the moment that it is of
 * @param whole whether it was to look at everything, and not at some days alone
 * @param counts offsets, files and partitions by their state
 * @param unseen what could not be looked at, a line each
 */
public record AuditResult(
    String dataset,
    Instant began,
    boolean whole,
    Map<String, Long> counts,
    List<Discrepancy> discrepancies,
    List<String> unseen) {

  public AuditResult {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    discrepancies = List.copyOf(discrepancies);
    unseen = List.copyOf(unseen);
  }

  /** Whether all that was to be looked at was, and is as it should be. */
  public boolean clean() {
    return discrepancies.isEmpty() && unseen.isEmpty();
  }

  /** Whether everything there is was looked at. */
  public boolean complete() {
    return whole && unseen.isEmpty();
  }

  /** Its members for a machine. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("dataset", dataset);
    facts.put("clean", clean());
    facts.put("complete", complete());
    facts.put("counts", counts);
    facts.put("discrepancies", discrepancies.stream().map(Discrepancy::facts).toList());
    facts.put("not_seen", unseen);
    return facts;
  }
}
