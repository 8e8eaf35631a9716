package dev.tributary.loaders.hive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is too much for one call, in parts that are not. */
final class Batches {

  private Batches() {}

  /** All of these in their order, at most so many together. */
  static <T> List<List<T>> of(Collection<T> all, int most) {
    List<T> list = List.copyOf(all);
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < list.size(); from += most) {
      batches.add(list.subList(from, Math.min(list.size(), from + most)));
    }
    return batches;
  }
}
