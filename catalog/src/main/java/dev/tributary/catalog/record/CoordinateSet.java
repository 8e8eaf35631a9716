package dev.tributary.catalog.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BinaryOperator;

/**
 * A set of coordinates, of whatever topics and partitions.
 *
 * @param ranges the offsets of each partition that has some
 */
public record CoordinateSet(SortedMap<Partition, OffsetRanges> ranges) {

  /** No coordinates. */
  public static final CoordinateSet NONE = new CoordinateSet(new TreeMap<>());

  public CoordinateSet {
    SortedMap<Partition, OffsetRanges> some = new TreeMap<>(ranges);
    some.values().removeIf(OffsetRanges::isEmpty);
    ranges = some;
  }

  /** A partition of a topic. */
  public record Partition(UUID topicId, int number) implements Comparable<Partition> {
    @Override
    public int compareTo(Partition other) {
      int byTopic = topicId.compareTo(other.topicId);
      return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
    }
  }

  /** These offsets of one partition. */
  public static CoordinateSet of(UUID topicId, int partition, OffsetRanges offsets) {
    return new CoordinateSet(new TreeMap<>(Map.of(new Partition(topicId, partition), offsets)));
  }

  /** The offsets of one partition. */
  public OffsetRanges of(UUID topicId, int partition) {
    return of(new Partition(topicId, partition));
  }

  /** The offsets of one partition. */
  public OffsetRanges of(Partition partition) {
    return ranges.getOrDefault(partition, OffsetRanges.NONE);
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** How many coordinates there are. */
  public long count() {
    return ranges.values().stream().mapToLong(OffsetRanges::count).sum();
  }

  /** What is in this or in the other. */
  public CoordinateSet plus(CoordinateSet other) {
    return combine(other, OffsetRanges::plus);
  }

  /** What is in this and not in the other. */
  public CoordinateSet minus(CoordinateSet other) {
    return combine(other, OffsetRanges::minus);
  }

  /** What is in both. */
  public CoordinateSet and(CoordinateSet other) {
    return combine(other, OffsetRanges::and);
  }

  private CoordinateSet combine(CoordinateSet other, BinaryOperator<OffsetRanges> operator) {
    SortedMap<Partition, OffsetRanges> combined = new TreeMap<>(ranges);
    other.ranges.keySet().forEach(partition -> combined.putIfAbsent(partition, OffsetRanges.NONE));
    combined.replaceAll((partition, mine) -> operator.apply(mine, other.of(partition)));
    return new CoordinateSet(combined);
  }

  /** Its ranges, by topic, partition and offset. */
  public List<OffsetRange> list() {
    List<OffsetRange> all = new ArrayList<>();
    ranges.forEach(
        (partition, offsets) ->
            offsets
                .spans()
                .forEach(
                    span ->
                        all.add(
                            new OffsetRange(
                                partition.topicId(),
                                partition.number(),
                                span.from(),
                                span.until()))));
    return all;
  }

  /** The hash that a reader of these records comes to. */
  public SetHash hash() {
    SetHash hash = SetHash.EMPTY;
    for (OffsetRange range : list()) {
      for (long offset = range.from(); offset < range.until(); offset++) {
        hash = hash.plus(SetHash.of(range.topicId(), range.partition(), offset));
      }
    }
    return hash;
  }

  /** Collects coordinates, in whatever order they come, and those that come more than once. */
  public static final class Builder {

    private final Map<Partition, OffsetRanges.Builder> partitions = new HashMap<>();

    /** One more record. */
    public void add(Coordinates at) {
      add(at.topicId(), at.partition(), at.offset(), at.offset() + 1);
    }

    /** The offsets from {@code from} on and before {@code until}. */
    public void add(UUID topicId, int partition, long from, long until) {
      partitions
          .computeIfAbsent(new Partition(topicId, partition), p -> new OffsetRanges.Builder())
          .add(from, until);
    }

    /** All of them. */
    public void addAll(CoordinateSet others) {
      others.list().forEach(r -> add(r.topicId(), r.partition(), r.from(), r.until()));
    }

    /** All that were added. */
    public CoordinateSet all() {
      SortedMap<Partition, OffsetRanges> all = new TreeMap<>();
      partitions.forEach((partition, offsets) -> all.put(partition, offsets.all()));
      return new CoordinateSet(all);
    }

    /** Those that were added twice or more often. */
    public CoordinateSet doubled() {
      SortedMap<Partition, OffsetRanges> doubled = new TreeMap<>();
      partitions.forEach((partition, offsets) -> doubled.put(partition, offsets.doubled()));
      return new CoordinateSet(doubled);
    }
  }
}
