package dev.tributary.catalog.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A set of coordinates, kept as ranges; offsets of one partition are added in rising order. */
public final class OffsetSet {

  private final Map<Place, List<long[]>> ranges = new TreeMap<>();

  /**
   * Adds one record.
   *
   * @throws IllegalArgumentException if an offset of that partition as high was added before
   */
  public void add(UUID topicId, int partition, long offset) {
    List<long[]> place =
        ranges.computeIfAbsent(new Place(topicId, partition), p -> new ArrayList<>());
    long[] last = place.isEmpty() ? null : place.get(place.size() - 1);
    if (last != null && offset < last[1]) {
      throw new IllegalArgumentException("offset " + offset + " after " + (last[1] - 1));
    }
    if (last != null && offset == last[1]) {
      last[1]++;
    } else {
      place.add(new long[] {offset, offset + 1});
    }
  }

  /** Its ranges, by topic, partition and offset. */
  public List<OffsetRange> ranges() {
    List<OffsetRange> all = new ArrayList<>();
    ranges.forEach(
        (place, list) ->
            list.forEach(
                r -> all.add(new OffsetRange(place.topicId, place.partition, r[0], r[1]))));
    return all;
  }

  private record Place(UUID topicId, int partition) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byTopic = topicId.compareTo(other.topicId);
      return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
    }
  }
}
