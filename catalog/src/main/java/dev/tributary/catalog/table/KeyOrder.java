package dev.tributary.catalog.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The order of a map's keys in every output: by their bytes in UTF-8. */
public final class KeyOrder {

  /** Compares texts by their bytes in UTF-8, as PostgreSQL's C collation does. */
  public static final Comparator<String> UTF_8 =
      (some, other) -> Arrays.compareUnsigned(bytes(some), bytes(other));

  private KeyOrder() {}

  /** The same map, whose keys are texts, in that order. */
  public static SortedMap<String, Object> sorted(Map<?, ?> map) {
    TreeMap<String, Object> sorted = new TreeMap<>(UTF_8);
    map.forEach((key, value) -> sorted.put((String) key, value));
    return sorted;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
