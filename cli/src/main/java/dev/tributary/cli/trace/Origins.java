package dev.tributary.cli.trace;

import dev.tributary.catalog.ledger.TracedRecord;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.OffsetRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where records come from: their offsets, batches, files in HDFS, and files at the source. */
final class Origins {

  /** A partition of a topic. */
  private record Place(String topic, String topicId, int partition) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Comparator.comparing(Place::topic)
          .thenComparing(Place::topicId)
          .thenComparing(Place::partition)
          .compare(this, other);
    }
  }

  private final Map<Place, TreeSet<Long>> offsets = new TreeMap<>();
  private final TreeSet<Long> batches = new TreeSet<>();
  private final TreeSet<String> paths = new TreeSet<>();
  private final Map<String, String> sources = new TreeMap<>();

  void add(TracedRecord traced) {
    Coordinates at = traced.at();
    offsets
        .computeIfAbsent(
            new Place(traced.topic(), at.topicId().toString(), at.partition()),
            place -> new TreeSet<>())
        .add(at.offset());
    batches.add(traced.batch());
    paths.add(traced.path());
    traced
        .source()
        .ifPresent(
            source ->
                sources.put(
                    "%s partition %d offset %d"
                        .formatted(traced.topic(), at.partition(), at.offset()),
                    source));
  }

  /** How many records. */
  long size() {
    return offsets.values().stream().mapToLong(TreeSet::size).sum();
  }

  Set<Long> batches() {
    return batches;
  }

  Set<String> paths() {
    return paths;
  }

  /** By the record's place: the file and row at the source, of those of which it is known. */
  List<String> sources() {
    return sources.entrySet().stream().map(each -> each.getKey() + ": " + each.getValue()).toList();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    offsets.forEach(
        (place, each) ->
            ranges(each)
                .forEach(
                    range ->
                        lines.add(line(place.topic(), place.partition(), range[0], range[1]))));
    return lines;
  }

  List<Map<String, Object>> facts() {
    List<Map<String, Object>> facts = new ArrayList<>();
    offsets.forEach(
        (place, each) ->
            ranges(each)
                .forEach(
                    range ->
                        facts.add(
                            facts(
                                place.topic(),
                                place.topicId(),
                                place.partition(),
                                range[0],
                                range[1]))));
    return facts;
  }

  /** Offsets of whole partitions, in the same form. */
  static List<String> lines(Map<String, List<OffsetRange>> ranges) {
    List<String> lines = new ArrayList<>();
    ranges.forEach(
        (topic, all) ->
            all.forEach(r -> lines.add(line(topic, r.partition(), r.from(), r.until()))));
    return lines;
  }

  static List<Map<String, Object>> facts(Map<String, List<OffsetRange>> ranges) {
    List<Map<String, Object>> facts = new ArrayList<>();
    ranges.forEach(
        (topic, all) ->
            all.forEach(
                r ->
                    facts.add(
                        facts(topic, r.topicId().toString(), r.partition(), r.from(), r.until()))));
    return facts;
  }

  private static String line(String topic, int partition, long from, long until) {
    return until - from == 1
        ? "%s partition %d offset %d".formatted(topic, partition, from)
        : "%s partition %d offsets %d to %d".formatted(topic, partition, from, until - 1);
  }

  private static Map<String, Object> facts(
      String topic, String topicId, int partition, long from, long until) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("topic", topic);
    facts.put("topic_id", topicId);
    facts.put("partition", partition);
    facts.put("from", from);
    facts.put("until", until);
    return facts;
  }

  /** From the first on, and before the second. */
  private static List<long[]> ranges(Collection<Long> rising) {
    List<long[]> ranges = new ArrayList<>();
    for (long offset : rising) {
      long[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
      if (last != null && last[1] == offset) {
        last[1]++;
      } else {
        ranges.add(new long[] {offset, offset + 1});
      }
    }
    return ranges;
  }
}
