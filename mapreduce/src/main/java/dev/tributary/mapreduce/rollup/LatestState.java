package dev.tributary.mapreduce.rollup;

import dev.tributary.catalog.table.KeyOrder;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DataInputBuffer;

/**
 * The latest of the states of one thing, which may come in any order: of those that are equally
 * recent, the one of the last offset in each partition, and of these the greatest content. (Applied
 * to two at a time these rules could go round in a circle.)
 */
final class LatestState {

  private static final Comparator<Candidate> BY_CONTENT = Comparator.comparing(Candidate::rows);
  private static final Comparator<Candidate> BY_OFFSET =
      Comparator.comparingLong((Candidate candidate) -> candidate.recency().offset())
          .thenComparing(BY_CONTENT);

  private final Map<Optional<Recency.Log>, Candidate> candidates = new HashMap<>();
  private String time = "";
  private long states;

  /** The rows of a state, in bytes. */
  private record Candidate(Recency recency, BytesWritable rows) {}

  /** Takes a state as the mapper wrote it. */
  void add(BytesWritable written) throws IOException {
    DataInputBuffer in = new DataInputBuffer();
    in.reset(written.getBytes(), written.getLength());
    Recency recency = Recency.read(in);
    states++;
    int order = KeyOrder.UTF_8.compare(recency.time(), time);
    if (order > 0) {
      candidates.clear();
      time = recency.time();
    }
    if (order >= 0) {
      byte[] rows = Arrays.copyOfRange(in.getData(), in.getPosition(), in.getLength());
      candidates.merge(
          recency.log(),
          new Candidate(recency, new BytesWritable(rows)),
          (some, other) -> BY_OFFSET.compare(some, other) >= 0 ? some : other);
    }
  }

  /** The rows of the one that counts. */
  DataInputBuffer rows() {
    BytesWritable rows = candidates.values().stream().max(BY_CONTENT).orElseThrow().rows();
    DataInputBuffer in = new DataInputBuffer();
    in.reset(rows.getBytes(), rows.getLength());
    return in;
  }

  /** How many states there are besides. */
  long superseded() {
    return states - 1;
  }
}
