package dev.tributary.catalog.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A set of offsets of one partition, as ranges that neither touch nor overlap. Its operations cost
 * by the range, however many offsets that spans.
 */
public final class OffsetRanges {

  /** No offset. */
  public static final OffsetRanges NONE = new OffsetRanges(new long[0]);

  /** Beginnings and ends in turn, rising; an end is the first offset behind. */
  private final long[] bounds;

  private OffsetRanges(long[] bounds) {
    this.bounds = bounds;
  }

  /** The offsets from {@code from} on and before {@code until}; none if there are none between. */
  public static OffsetRanges of(long from, long until) {
    return from < until ? new OffsetRanges(new long[] {from, until}) : NONE;
  }

  /**
   * Offsets in a row.
   *
   * @param from the first
   * @param until the one behind the last
   */
  public record Span(long from, long until) {}

  /** Its ranges, rising. */
  public List<Span> spans() {
    List<Span> spans = new ArrayList<>(bounds.length / 2);
    for (int i = 0; i < bounds.length; i += 2) {
      spans.add(new Span(bounds[i], bounds[i + 1]));
    }
    return spans;
  }

  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** How many offsets there are. */
  public long count() {
    long count = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      count += bounds[i + 1] - bounds[i];
    }
    return count;
  }

  /** The lowest offset; the set must have one. */
  public long first() {
    return bounds[0];
  }

  /** What is in this or in the other. */
  public OffsetRanges plus(OffsetRanges other) {
    return combine(other, (mine, others) -> mine || others);
  }

  /** What is in this and not in the other. */
  public OffsetRanges minus(OffsetRanges other) {
    return combine(other, (mine, others) -> mine && !others);
  }

  /** What is in both. */
  public OffsetRanges and(OffsetRanges other) {
    return combine(other, (mine, others) -> mine && others);
  }

  private interface Membership {
    boolean holds(boolean mine, boolean others);
  }

  /** One walk over the bounds of both, which are where the answer can change. */
  private OffsetRanges combine(OffsetRanges other, Membership membership) {
    long[] result = new long[bounds.length + other.bounds.length];
    int size = 0;
    int i = 0;
    int j = 0;
    boolean within = false;
    while (i < bounds.length || j < other.bounds.length) {
      long mine = i < bounds.length ? bounds[i] : Long.MAX_VALUE;
      long others = j < other.bounds.length ? other.bounds[j] : Long.MAX_VALUE;
      long at = Math.min(mine, others);
      i += mine == at && i < bounds.length ? 1 : 0;
      j += others == at && j < other.bounds.length ? 1 : 0;
      boolean holds = membership.holds(i % 2 == 1, j % 2 == 1);
      if (holds != within) {
        result[size++] = at;
        within = holds;
      }
    }
    return new OffsetRanges(Arrays.copyOf(result, size));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OffsetRanges ranges && Arrays.equals(bounds, ranges.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  /** {@code {[0,3),[7,8)}}, as PostgreSQL writes a multirange. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (Span span : spans()) {
      text.append(text.length() > 1 ? "," : "");
      text.append('[').append(span.from()).append(',').append(span.until()).append(')');
    }
    return text.append('}').toString();
  }

  /** Collects offsets, in whatever order they come, and those that come more than once. */
  public static final class Builder {

    private final List<long[]> spans = new ArrayList<>();

    /** One more offset. */
    public void add(long offset) {
      add(offset, offset + 1);
    }

    /** The offsets from {@code from} on and before {@code until}. */
    public void add(long from, long until) {
      long[] last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
      if (last != null && last[1] == from) {
        last[1] = until;
      } else if (from < until) {
        spans.add(new long[] {from, until});
      }
    }

    /** All that were added. */
    public OffsetRanges all() {
      return swept(false);
    }

    /** Those that were added twice or more often. */
    public OffsetRanges doubled() {
      return swept(true);
    }

    private OffsetRanges swept(boolean doubled) {
      List<long[]> sorted = new ArrayList<>(spans);
      sorted.sort((a, b) -> Long.compare(a[0], b[0]));
      List<long[]> merged = new ArrayList<>();
      long seen = Long.MIN_VALUE;
      for (long[] span : sorted) {
        long until = doubled ? Math.min(span[1], seen) : span[1];
        if (span[0] < until) {
          merge(merged, span[0], until);
        }
        seen = Math.max(seen, span[1]);
      }
      return new OffsetRanges(merged.stream().flatMapToLong(Arrays::stream).toArray());
    }

    /** Beginnings rise from one call to the next. */
    private static void merge(List<long[]> merged, long from, long until) {
      long[] last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && from <= last[1]) {
        last[1] = Math.max(last[1], until);
      } else {
        merged.add(new long[] {from, until});
      }
    }
  }
}
