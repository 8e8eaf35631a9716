package dev.tributary.loaders.hive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is too much for one call, in parts that are not. */
final class Batches {

  private Batches() {}

  /** All of these in their order, at most so many together. */
  static <T> List<List<T>> of(Collection<T> all, int most) {
    // Not an immutable list: the metastore's client asks its parts for null.
    List<T> list = new ArrayList<>(all);
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < list.size(); from += most) {
      batches.add(list.subList(from, Math.min(list.size(), from + most)));
    }
    return batches;
  }
}
