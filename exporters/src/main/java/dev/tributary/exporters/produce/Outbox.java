package dev.tributary.exporters.produce;

import dev.tributary.exporters.source.SourceRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Messages that wait to be sent, a cycle at a time; of too many the oldest are dropped. */
final class Outbox {

  private final int most;
  private final Deque<List<SourceRecord>> cycles = new ArrayDeque<>();
  private int size;

  /**
   * An empty one.
   *
   * @param most how many messages it holds
   */
  Outbox(int most) {
    this.most = most;
  }

  /**
   * Adds a cycle's messages.
   *
   * @return how many of the oldest were dropped
   */
  int add(List<SourceRecord> messages) {
    if (!messages.isEmpty()) {
      cycles.addLast(List.copyOf(messages));
      size += messages.size();
    }
    int over = Math.max(0, size - most);
    int left = over;
    while (left > 0) {
      left -= dropFirst(left);
    }
    return over;
  }

  /** Removes those that are sent: all that come before a number. */
  void sent(long before) {
    while (!cycles.isEmpty() && cycles.getFirst().get(0).index() < before) {
      long through = cycles.getFirst().stream().filter(message -> message.index() < before).count();
      dropFirst((int) through);
    }
  }

  private int dropFirst(int count) {
    List<SourceRecord> oldest = cycles.removeFirst();
    int dropped = Math.min(count, oldest.size());
    if (dropped < oldest.size()) {
      cycles.addFirst(oldest.subList(dropped, oldest.size()));
    }
    size -= dropped;
    return dropped;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** The oldest cycle's messages; there is one. */
  List<SourceRecord> first() {
    return cycles.getFirst();
  }
}
