package dev.tributary.exporters.synthetic;

import java.util.EnumMap;
import java.util.Map;

/** How many messages a plan has, by what is wrong with them. */
public final class Tally {

  private final Map<Kind, Long> messages = new EnumMap<>(Kind.class);

  /** Counts the messages of a plan from the first on, without making them. */
  static Tally of(Plan plan) {
    Tally tally = new Tally();
    if (plan.dirty() == 0) {
      tally.messages.put(Kind.CLEAN, plan.messages());
      return tally;
    }
    Sequence sequence = new Sequence(plan);
    for (long i = 0; i < plan.messages(); i++) {
      tally.messages.merge(sequence.kind(i), 1L, Long::sum);
    }
    return tally;
  }

  /** How many are of a kind. */
  public long of(Kind kind) {
    return messages.getOrDefault(kind, 0L);
  }

  /** How many landing makes that of. */
  public long of(Kind.Fate fate) {
    return messages.entrySet().stream()
        .filter(entry -> entry.getKey().fate() == fate)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
