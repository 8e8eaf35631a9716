package dev.tributary.exporters.postgres;

import dev.tributary.catalog.ledger.BatchDetail;
import dev.tributary.catalog.ledger.BatchSummary;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Batches as a person reads them, and the same for a machine. */
final class BatchPage {

  private BatchPage() {}

  static void print(List<BatchSummary> batches, PrintStream out) {
    Columns columns =
        new Columns(
            "batch",
            "feed",
            "version",
            "state",
            "origin",
            "rows",
            "duplicates",
            "quarantined",
            "warnings",
            "bytes",
            "committed");
    for (BatchSummary each : batches) {
      columns.add(
          Long.toString(each.id()),
          each.feed(),
          each.version(),
          state(each),
          origin(each),
          each.rows(),
          each.duplicates(),
          each.quarantined(),
          each.warnings(),
          each.bytes(),
          each.committedAt());
    }
    columns.print(out);
  }

  static void print(BatchDetail detail, PrintStream out) {
    BatchSummary batch = detail.batch();
    out.printf("batch %d of %s, version %d%n", batch.id(), batch.feed(), batch.version());
    out.printf("  committed    %s by run %s%n", batch.committedAt(), batch.run());
    out.printf("  state        %s%n", state(batch));
    detail
        .rejection()
        .ifPresent(
            rejection ->
                out.printf(
                    "  rejected     %s by run %s: %s%n",
                    rejection.at(), rejection.run(), rejection.reason()));
    out.printf("  origin       %s%n", origin(batch));
    out.printf("  rows         %,d%n", batch.rows());
    out.printf("  duplicates   %,d%n", batch.duplicates());
    out.printf(
        "  quarantined  %,d%s%n",
        batch.quarantined(),
        detail.replayedFromQuarantine() == 0
            ? ""
            : ", of which %,d were replayed".formatted(detail.replayedFromQuarantine()));
    out.printf("  warnings     %,d%n", batch.warnings());
    out.printf("  size         %,d bytes%n", batch.bytes());
    out.printf(
        "  export       %s%n",
        detail.export().map(export -> export.id() + ", " + export.state()).orElse("not yet"));
    detail
        .ranges()
        .forEach(
            range ->
                out.printf(
                    "  offsets      %s partition %d from %d before %d%n",
                    range.topic(), range.partition(), range.from(), range.until()));
    out.printf(
        "  partitions   %s%n",
        detail.partitions().isEmpty()
            ? "none"
            : detail.partitions().stream()
                .map(
                    each ->
                        "%s (%,d)".formatted(each.dt().isEmpty() ? "all" : each.dt(), each.rows()))
                .collect(Collectors.joining(", ")));
  }

  static Map<String, Object> facts(BatchSummary batch) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("batch", batch.id());
    facts.put("feed", batch.feed());
    facts.put("version", batch.version());
    facts.put("state", batch.state());
    facts.put("origin", batch.origin());
    facts.put("replays", batch.replays().orElse(null));
    facts.put("replayed_by", batch.replayedBy().orElse(null));
    facts.put("landed_by", batch.run());
    facts.put("committed_at", batch.committedAt().toString());
    facts.put("rows", batch.rows());
    facts.put("duplicates", batch.duplicates());
    facts.put("quarantined", batch.quarantined());
    facts.put("warnings", batch.warnings());
    facts.put("bytes", batch.bytes());
    return facts;
  }

  static Map<String, Object> facts(BatchDetail detail) {
    Map<String, Object> facts = facts(detail.batch());
    facts.put("replayed_from_quarantine", detail.replayedFromQuarantine());
    facts.put("export", detail.export().map(BatchDetail.Exported::id).orElse(null));
    facts.put("export_state", detail.export().map(BatchDetail.Exported::state).orElse(null));
    facts.put(
        "offsets",
        detail.ranges().stream()
            .map(
                range ->
                    Map.of(
                        "topic", range.topic(),
                        "partition", range.partition(),
                        "from", range.from(),
                        "until", range.until()))
            .toList());
    facts.put(
        "partitions",
        detail.partitions().stream()
            .map(each -> Map.of("dt", each.dt(), "rows", each.rows()))
            .toList());
    detail
        .rejection()
        .ifPresent(
            rejection -> {
              facts.put("rejected_at", rejection.at().toString());
              facts.put("rejected_by", rejection.run());
              facts.put("reason", rejection.reason());
            });
    return facts;
  }

  private static String state(BatchSummary batch) {
    return batch.replayedBy().map(by -> batch.state() + " by " + by).orElse(batch.state());
  }

  private static String origin(BatchSummary batch) {
    return batch.replays().map(of -> batch.origin() + " of " + of).orElse(batch.origin());
  }
}
