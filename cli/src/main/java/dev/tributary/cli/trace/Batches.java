package dev.tributary.cli.trace;

import dev.tributary.catalog.ledger.BatchFacts;
import java.util.LinkedHashMap;
import java.util.Map;

/** Batches as they are told of. */
final class Batches {

  private Batches() {}

  static String line(BatchFacts batch) {
    return "%d (%s) of run %s, committed %s%s%s"
        .formatted(
            batch.id(),
            batch.state(),
            batch.run(),
            batch.committedAt(),
            batch.replays().map(id -> ", replays batch " + id).orElse(""),
            batch.rejection().map(reason -> ", rejected: " + reason).orElse(""));
  }

  static Map<String, Object> facts(BatchFacts batch) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", batch.id());
    facts.put("version", batch.version());
    facts.put("state", batch.state());
    facts.put("origin", batch.origin());
    facts.put("replays", batch.replays().orElse(null));
    facts.put("run", batch.run());
    facts.put("committed_at", batch.committedAt().toString());
    facts.put("rejection", batch.rejection().orElse(null));
    return facts;
  }
}
