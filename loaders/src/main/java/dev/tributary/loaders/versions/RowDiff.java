package dev.tributary.loaders.versions;

import java.time.temporal.Temporal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A row that is in one state of a partition and not, or not so, in another.
 *
 * @param key the values that tell it apart, by column
 * @param changes what each changed column held and holds, by column
 */
record RowDiff(Kind kind, String dt, Map<String, Object> key, Map<String, List<Object>> changes) {

  enum Kind {
    ADDED("+"),
    REMOVED("-"),
    CHANGED("~");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }
  }

  String line() {
    String partition = dt.isEmpty() ? "" : " dt=" + dt;
    return kind.sign
        + partition
        + key.entrySet().stream()
            .map(each -> " " + each.getKey() + "=" + shown(each.getValue()))
            .collect(Collectors.joining())
        + (changes.isEmpty()
            ? ""
            : changes.entrySet().stream()
                .map(
                    each ->
                        "%s %s -> %s"
                            .formatted(
                                each.getKey(),
                                shown(each.getValue().get(0)),
                                shown(each.getValue().get(1))))
                .collect(Collectors.joining(", ", ": ", "")));
  }

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", kind.name().toLowerCase(Locale.ROOT));
    facts.put("dt", dt);
    Map<String, Object> told = new LinkedHashMap<>();
    key.forEach((column, value) -> told.put(column, plain(value)));
    facts.put("key", told);
    Map<String, Object> changed = new LinkedHashMap<>();
    changes.forEach(
        (column, values) ->
            changed.put(column, values.stream().map(RowDiff::plain).collect(Collectors.toList())));
    facts.put("changes", changed);
    return facts;
  }

  private static String shown(Object value) {
    return value == null ? "NULL" : value.toString();
  }

  /** Dates and times as text; what else a row holds, JSON knows. */
  private static Object plain(Object value) {
    return value instanceof Temporal ? value.toString() : value;
  }
}
