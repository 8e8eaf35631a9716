package dev.tributary.exporters.produce;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.exporters.source.SourceRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A topic in memory, and a way to it that fails as it is told. */
final class FakeChannel implements Channel {

  /** What becomes of an attempt to open or to send. */
  enum Fate {
    COMES_ABOUT,
    /** Nothing is done, and it is told. */
    FAILS,
    /** It is done, and not told. */
    IS_NOT_TOLD,
    /** Another run has begun. */
    IS_OVERTAKEN
  }

  private final Deque<Fate> openings = new ArrayDeque<>();
  private final Deque<Fate> sendings = new ArrayDeque<>();
  private final List<List<SourceRecord>> transactions = new CopyOnWriteArrayList<>();
  private long committed;
  private boolean open;

  /** How the next openings go; those behind them come about. */
  FakeChannel openings(Fate... inTurn) {
    openings.addAll(List.of(inTurn));
    return this;
  }

  /** How the next sendings go; those behind them come about. */
  FakeChannel sendings(Fate... inTurn) {
    sendings.addAll(List.of(inTurn));
    return this;
  }

  /** What committed readers see. */
  List<List<SourceRecord>> transactions() {
    return transactions;
  }

  List<SourceRecord> messages() {
    List<SourceRecord> all = new ArrayList<>();
    transactions.forEach(all::addAll);
    return all;
  }

  boolean isOpen() {
    return open;
  }

  @Override
  public void open() {
    if (open) {
      throw new IllegalStateException("opened twice");
    }
    if (next(openings) != Fate.COMES_ABOUT) {
      throw new TributaryException("produce: Kafka is away");
    }
    open = true;
  }

  @Override
  public long committed() {
    return committed;
  }

  @Override
  public void send(List<SourceRecord> messages, long until) {
    if (!open) {
      throw new IllegalStateException("not open");
    }
    Fate fate = next(sendings);
    if (fate == Fate.IS_OVERTAKEN) {
      throw new OvertakenException("produce: another run goes on", null);
    }
    if (fate != Fate.FAILS) {
      transactions.add(messages);
      committed = until;
    }
    if (fate != Fate.COMES_ABOUT) {
      throw new TributaryException("produce: Kafka does not answer");
    }
  }

  private static Fate next(Deque<Fate> fates) {
    return fates.isEmpty() ? Fate.COMES_ABOUT : fates.removeFirst();
  }

  @Override
  public void close() {
    open = false;
  }
}
