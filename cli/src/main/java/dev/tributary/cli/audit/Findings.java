package dev.tributary.cli.audit;

import dev.tributary.catalog.audit.AuditResult;
import dev.tributary.catalog.audit.Discrepancy;
import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.record.OffsetRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What an audit has seen so far, and what is wrong with it. */
final class Findings {

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final List<Discrepancy> discrepancies = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> unseen = new ArrayList<>();

  /** So many more of a state; a state that was named once shows, also with none. */
  void count(String state, long more) {
    counts.merge(state, more, Long::sum);
  }

  long counted(String state) {
    return counts.getOrDefault(state, 0L);
  }

  void add(Discrepancy discrepancy) {
    discrepancies.add(discrepancy);
  }

  /** One discrepancy for each range of these records. */
  void add(
      Discrepancy.Kind kind,
      CoordinateSet records,
      Function<UUID, String> topics,
      String path,
      String detail) {
    for (OffsetRange range : records.list()) {
      add(Discrepancy.of(kind, topics.apply(range.topicId()), range, path, detail));
    }
  }

  /** Something that is as it may be, and good to know. */
  void note(String line) {
    notes.add(line);
  }

  /** Something could not be looked at; the line says what, and why. */
  void unseen(String line) {
    unseen.add(line);
  }

  List<Discrepancy> discrepancies() {
    return discrepancies;
  }

  List<String> notes() {
    return notes;
  }

  /** What it came to. */
  AuditResult result(String dataset, Instant moment, boolean whole) {
    return new AuditResult(dataset, moment, whole, counts, discrepancies, unseen);
  }
}
