package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.SinkPortion;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.record.SetHash;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The lines that wait for one place's file. */
final class Portion {

  private final List<byte[]> lines = new ArrayList<>();
  private final Map<Partition, Tally> tallies = new HashMap<>();
  private long firstOffset;
  private long bytes;

  private record Partition(UUID topicId, int partition) {}

  private static final class Tally {
    private long first;
    private long last;
    private SetHash hash = SetHash.EMPTY;
  }

  void add(Coordinates at, byte[] line) {
    if (lines.isEmpty()) {
      firstOffset = at.offset();
    }
    lines.add(line);
    bytes += line.length;
    Tally tally =
        tallies.computeIfAbsent(
            new Partition(at.topicId(), at.partition()),
            partition -> {
              Tally begun = new Tally();
              begun.first = at.offset();
              return begun;
            });
    tally.last = at.offset();
    tally.hash = tally.hash.plus(SetHash.of(at.topicId(), at.partition(), at.offset()));
  }

  long messages() {
    return lines.size();
  }

  long bytes() {
    return bytes;
  }

  void writeTo(OutputStream out) throws IOException {
    for (byte[] line : lines) {
      out.write(line);
    }
  }

  /** What the ledger is to know of it. */
  SinkPortion of(long placeId) {
    return new SinkPortion(
        placeId,
        bytes,
        firstOffset,
        tallies.entrySet().stream()
            .map(
                entry ->
                    new SinkPortion.Content(
                        entry.getKey().topicId(),
                        entry.getKey().partition(),
                        entry.getValue().first,
                        entry.getValue().last,
                        entry.getValue().hash))
            .toList());
  }
}
