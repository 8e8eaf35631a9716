package dev.tributary.cli.audit;

import dev.tributary.catalog.audit.AuditResult;
import dev.tributary.catalog.audit.Discrepancy;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an audit came to, for a person: what was counted, a line a hop, and what is wrong. */
record AuditTable(PrintStream out) {

  /** What an offset can be, below the one where landing goes on; and what lies behind. */
  static final List<String> OFFSET_STATES =
      List.of("landed", "duplicate", "quarantined", "rejected", "void", "aged_out", "pending");

  private static final List<Hop> HOPS =
      List.of(
          new Hop("offsets", OFFSET_STATES),
          new Hop("sink", List.of("written", "accepted_gaps", "given_up", "places")),
          new Hop(
              "HDFS",
              List.of(
                  "files",
                  "in_hdfs",
                  "in_files",
                  "superseded",
                  "to_export",
                  "to_rewrite",
                  "unfinished_files",
                  "given_up_files")),
          new Hop(
              "tables",
              List.of(
                  "tables",
                  "table_partitions",
                  "table_rows",
                  "versions_held",
                  "versions_not_held",
                  "dirty",
                  "restored")),
          new Hop("Hive", List.of("hive_tables", "hive_partitions", "hive_rows")),
          new Hop(
              "warehouse", List.of("warehouse_partitions", "warehouse_rows", "warehouse_behind")));

  /** More of one kind are in the JSON only. */
  private static final int LINES_OF_A_KIND = 20;

  private record Hop(String name, List<String> states) {}

  /** So many of them. */
  static String discrepancies(long number) {
    return number == 1 ? "1 discrepancy" : "%,d discrepancies".formatted(number);
  }

  void print(AuditResult result, List<String> notes) {
    out.printf(
        "%s  %s%n",
        result.dataset(),
        result.clean()
            ? "clean"
            : discrepancies(result.discrepancies().size())
                + (result.unseen().isEmpty() ? "" : ", and not all could be looked at"));
    for (Hop hop : HOPS) {
      String states =
          hop.states().stream()
              .filter(result.counts()::containsKey)
              .map(state -> "%s %,d".formatted(state.replace('_', ' '), result.counts().get(state)))
              .collect(Collectors.joining("  "));
      if (!states.isEmpty()) {
        out.printf("  %-10s %s%n", hop.name(), states);
      }
    }
    notes.forEach(note -> out.printf("  %-10s %s%n", "note", note));
    result.unseen().forEach(line -> out.printf("  %-10s %s%n", "not seen", line));
    Map<Discrepancy.Kind, Integer> printed = new EnumMap<>(Discrepancy.Kind.class);
    for (Discrepancy discrepancy : result.discrepancies()) {
      int number = printed.merge(discrepancy.kind(), 1, Integer::sum);
      if (number <= LINES_OF_A_KIND) {
        out.printf("  %-18s %s%n", discrepancy.kind(), discrepancy);
      }
    }
    printed.forEach(
        (kind, number) -> {
          if (number > LINES_OF_A_KIND) {
            out.printf("  %-18s and %,d more; --json has all%n", kind, number - LINES_OF_A_KIND);
          }
        });
  }
}
