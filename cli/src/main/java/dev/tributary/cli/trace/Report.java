package dev.tributary.cli.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person reads of a trace: lines of a name and what there is to say, lists cut short. */
final class Report {

  private final int limit;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param limit so much of each list is shown
   */
  Report(int limit) {
    this.limit = limit;
  }

  void line(String name, String what) {
    lines.add(String.format(Locale.ROOT, "%-10s %s", name, what));
  }

  void list(String name, List<String> all) {
    for (int i = 0; i < all.size() && i < limit; i++) {
      line(i == 0 ? name : "", all.get(i));
    }
    if (all.size() > limit) {
      line("", "… and %d more; --limit shows more".formatted(all.size() - limit));
    }
  }

  void blank() {
    lines.add("");
  }

  List<String> lines() {
    return lines;
  }

  int limit() {
    return limit;
  }
}
