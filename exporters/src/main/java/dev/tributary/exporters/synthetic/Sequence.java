package dev.tributary.exporters.synthetic;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/**
 * Which reading each message is of, and what is wrong with it. Each is computed from its index
 * alone: the messages of a city are taken in blocks, and a reading that comes late or out of order
 * takes the place of a later one of its block, while those in between move up by one. So none is
 * lost by it, and none doubled.
 */
final class Sequence {

  /** Those that can be at any place. */
  private static final List<Kind> ANYWHERE =
      List.of(Kind.BROKEN, Kind.MISSING, Kind.HOSTILE, Kind.UNSTORABLE);

  private static final List<Kind> DIRTY = List.copyOf(EnumSet.complementOf(EnumSet.of(Kind.CLEAN)));

  private static final long SALT = 0xD1127;
  private static final long NONE = -1;

  private final Plan plan;
  private final long seed;

  /** Messages of a city in a block, and by how many of them a late one is late at least. */
  private final int block;

  private final int late;

  Sequence(Plan plan) {
    this.plan = plan;
    this.seed = Hash.of(SALT, plan.seed());
    // Two days, if that is neither too few to be late in nor too many to be looked through.
    long steps = Duration.ofDays(2).dividedBy(plan.every());
    this.block = (int) Math.max(16, Math.min(288, steps));
    this.late = block / 8;
  }

  /** What is wrong with a message. */
  Kind kind(long index) {
    Kind kind = drawn(index);
    boolean possible =
        switch (kind) {
          case LATE -> place(index) >= late && isSeen(index, 1);
          case OUT_OF_ORDER -> place(index) >= 1 && isSeen(index, 1);
          case REPEATED -> place(index) >= 1 && isSeen(index, lag(index, kind));
          default -> true;
        };
    return possible ? kind : ANYWHERE.get(Hash.below(ANYWHERE.size(), chance(index, 2)));
  }

  /** The reading of its city that a message is of, from 0 on. */
  long step(long index) {
    long slot = index / plan.cities();
    if (plan.dirty() == 0) {
      return slot;
    }
    // Backwards through the moves that make the order: the last is the one that ends here.
    long end = Math.min(slot - slot % block + block, slots(city(index)));
    long step = slot;
    for (long later = slot; later < end; later++) {
      long from = moved(later * plan.cities() + city(index), later);
      if (from != NONE && step == later) {
        step = from;
      } else if (from != NONE && from <= step) {
        step++;
      }
    }
    return step;
  }

  /** What a message says of where it comes from. */
  String origin(long index) {
    return "synthetic seed " + plan.seed() + " message " + index + ": " + kind(index).text();
  }

  int city(long index) {
    return (int) (index % plan.cities());
  }

  /** The message that a repeated one repeats. */
  long original(long index) {
    return index - (long) lag(index, Kind.REPEATED) * plan.cities();
  }

  /** A number that is up to chance, of the message and a purpose. */
  long chance(long index, int purpose) {
    return Hash.of(seed + index, purpose);
  }

  /** The slot whose reading moves to this one; none if it stays. */
  private long moved(long index, long slot) {
    Kind kind = drawn(index);
    return (kind == Kind.LATE || kind == Kind.OUT_OF_ORDER) && kind(index) == kind
        ? slot - lag(index, kind)
        : NONE;
  }

  /** By how many messages of its city one is behind. */
  private int lag(long index, Kind kind) {
    int least = kind == Kind.LATE ? late : 1;
    int most = kind == Kind.OUT_OF_ORDER ? 1 : place(index);
    return least + Hash.below(most - least + 1, chance(index, 3));
  }

  /** Whether the message so many before it of its city can be read and is in its place. */
  private boolean isSeen(long index, int before) {
    Kind kind = drawn(index - (long) before * plan.cities());
    return kind == Kind.CLEAN || kind == Kind.HOSTILE;
  }

  /** What is to be wrong with a message, if that is possible at its place. */
  private Kind drawn(long index) {
    long hash = Hash.of(seed + index);
    return Hash.unit(hash) < plan.dirty()
        ? DIRTY.get(Hash.below(DIRTY.size(), Hash.of(hash)))
        : Kind.CLEAN;
  }

  /** How many messages of its city come before it in its block. */
  private int place(long index) {
    return (int) (index / plan.cities() % block);
  }

  /** How many messages a city has. */
  private long slots(int city) {
    return (plan.messages() - city + plan.cities() - 1) / plan.cities();
  }
}
