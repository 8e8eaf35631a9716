package dev.tributary.exporters.place;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was found for the texts of late, so many and no more: a producer may send any. */
final class Recent<T> {

  private static final int MOST = 10_000;

  private final Map<String, T> found =
      new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
          return size() > MOST;
        }
      };

  /** What a text leads to, which is the same each time. */
  synchronized T of(String text, Function<String, T> find) {
    T known = found.get(text);
    if (known == null) {
      known = find.apply(text);
      found.put(text, known);
    }
    return known;
  }
}
