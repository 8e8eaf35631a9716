package dev.tributary.cli.it;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is to be true of a topic's messages, as docs/ledger.md says it: those that count stand in
 * the order in which they first came, each says something new or repeats the one before it.
 */
final class HistoryModel {

  private final Map<At, Message> messages = new TreeMap<>();
  private final Map<Long, Batch> batches = new TreeMap<>();

  /** Partition and offset. */
  record At(int partition, long offset) implements Comparable<At> {
    @Override
    public int compareTo(At other) {
      return Comparator.comparingInt(At::partition)
          .thenComparingLong(At::offset)
          .compare(this, other);
    }
  }

  /**
   * What a message says.
   *
   * @param id null if it cannot be read
   */
  record Content(String id, int value, String day) {}

  /** Offsets of a batch. */
  record Span(int partition, long from, long until) {
    boolean holds(At at) {
      return at.partition() == partition && at.offset() >= from && at.offset() < until;
    }
  }

  private static final class Batch {
    String state = "committed";
    String origin = "topic";
    long place;
    List<Span> spans = List.of();
  }

  private static final class Message {
    final At at;
    final Content content;
    long place;
    long batch;
    boolean fit;
    boolean discarded;
    long replayBatch;

    Message(At at, Content content) {
      this.at = at;
      this.content = content;
    }

    long owner() {
      return replayBatch == 0 ? batch : replayBatch;
    }
  }

  void sent(At at, Content content) {
    messages.put(at, new Message(at, content));
  }

  /** A batch has taken these offsets from the topic. */
  void landed(long id, List<Span> spans, Predicate<Content> fits) {
    Batch batch = new Batch();
    batch.place = id;
    batch.spans = spans;
    batches.put(id, batch);
    for (Message each : within(spans)) {
      each.place = id;
      each.batch = id;
      each.fit = fits.test(each.content);
    }
  }

  void rejected(long id) {
    batches.get(id).state = "rejected";
    messages.values().stream()
        .filter(each -> each.replayBatch == id)
        .forEach(each -> each.replayBatch = 0);
  }

  void replayed(long id, long by, Predicate<Content> fits) {
    Batch old = batches.get(id);
    Batch batch = new Batch();
    batch.origin = "replay";
    batch.place = old.place;
    batch.spans = old.spans;
    batches.put(by, batch);
    old.state = "replayed";
    old.spans = List.of();
    for (Message each : within(batch.spans)) {
      each.batch = by;
      if (each.replayBatch == 0 && !each.discarded) {
        each.fit = fits.test(each.content);
      }
    }
  }

  /** Messages that wait in quarantine. */
  List<At> open(Predicate<At> which) {
    return messages.values().stream()
        .filter(each -> each.batch != 0 && status(each).equals("quarantined") && !each.discarded)
        .map(each -> each.at)
        .filter(which)
        .toList();
  }

  Content content(At at) {
    return messages.get(at).content;
  }

  void replayedFromQuarantine(At at, long by) {
    batches.computeIfAbsent(by, id -> new Batch()).origin = "quarantine";
    messages.get(at).replayBatch = by;
  }

  void discarded(At at) {
    messages.get(at).discarded = true;
  }

  /** Batches in that state, of those from the quarantine or not. */
  List<Long> batches(String state, boolean quarantine) {
    return batches.entrySet().stream()
        .filter(each -> each.getValue().state.equals(state))
        .filter(each -> each.getValue().origin.equals("quarantine") == quarantine)
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean knows(long batch) {
    return batches.containsKey(batch);
  }

  private List<Message> within(List<Span> spans) {
    return messages.values().stream()
        .filter(each -> spans.stream().anyMatch(span -> span.holds(each.at)))
        .toList();
  }

  private boolean counts(Message each) {
    return each.batch != 0
        && (each.replayBatch != 0
            || (each.fit && batches.get(each.batch).state.equals("committed")));
  }

  private String status(Message each) {
    if (counts(each)) {
      return "counts";
    }
    return batches.get(each.batch).state.equals("rejected") ? "rejected" : "quarantined";
  }

  /** The things' chains: each row with the duplicates of it, in their order. */
  private Map<String, List<List<Message>>> chains() {
    Map<String, List<List<Message>>> chains = new TreeMap<>();
    messages.values().stream()
        .filter(this::counts)
        .sorted(
            Comparator.<Message>comparingLong(each -> each.place).thenComparing(each -> each.at))
        .forEach(
            each -> {
              List<List<Message>> chain =
                  chains.computeIfAbsent(each.content.id(), id -> new ArrayList<>());
              boolean repeats =
                  !chain.isEmpty()
                      && chain.get(chain.size() - 1).get(0).content.equals(each.content);
              if (repeats) {
                chain.get(chain.size() - 1).add(each);
              } else {
                chain.add(new ArrayList<>(List.of(each)));
              }
            });
    return chains;
  }

  /** {@code id|value|day|partition|offset} of the latest of each thing. */
  List<String> current() {
    return chains().values().stream()
        .map(chain -> chain.get(chain.size() - 1).get(0))
        .map(row -> line(row.content.id(), row.content.value(), row.content.day(), row.at))
        .sorted()
        .toList();
  }

  /** {@code id|partition|offset} of all rows, the revisions of a thing in their order. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    chains().forEach((id, chain) -> chain.forEach(run -> rows.add(line(id, run.get(0).at))));
    return rows;
  }

  /** {@code partition|offset|of partition|of offset|batch} of all duplicates that count. */
  List<String> duplicates() {
    List<String> duplicates = new ArrayList<>();
    for (List<List<Message>> chain : chains().values()) {
      for (List<Message> run : chain) {
        for (Message each : run.subList(1, run.size())) {
          duplicates.add(line(each.at) + "|" + line(run.get(0).at) + "|" + each.owner());
        }
      }
    }
    return duplicates.stream().sorted().toList();
  }

  /** {@code partition|offset|status} of all messages that were landed or set aside. */
  List<String> accounts() {
    Map<At, String> landed = new TreeMap<>();
    for (List<List<Message>> chain : chains().values()) {
      for (List<Message> run : chain) {
        landed.put(run.get(0).at, "landed");
        run.subList(1, run.size()).forEach(each -> landed.put(each.at, "duplicate"));
      }
    }
    return messages.values().stream()
        .filter(each -> each.batch != 0)
        .map(each -> line(each.at) + "|" + landed.getOrDefault(each.at, status(each)))
        .sorted()
        .toList();
  }

  /** {@code batch|rows|duplicates|quarantined} of all batches that count. */
  List<String> counts() {
    Map<Long, int[]> counts = new TreeMap<>();
    batches.forEach(
        (id, batch) -> {
          if (batch.state.equals("committed")) {
            counts.put(id, new int[3]);
          }
        });
    for (List<List<Message>> chain : chains().values()) {
      for (List<Message> run : chain) {
        counts.get(run.get(0).owner())[0]++;
        run.subList(1, run.size()).forEach(each -> counts.get(each.owner())[1]++);
      }
    }
    for (Message each : messages.values()) {
      if (each.batch != 0 && !each.fit && counts.containsKey(each.batch)) {
        counts.get(each.batch)[2]++;
      }
    }
    List<String> lines = new ArrayList<>();
    counts.forEach((id, c) -> lines.add(id + "|" + c[0] + "|" + c[1] + "|" + c[2]));
    return lines;
  }

  private static String line(Object... values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(
          value instanceof At at ? at.partition() + "|" + at.offset() : String.valueOf(value));
    }
    return String.join("|", texts);
  }
}
