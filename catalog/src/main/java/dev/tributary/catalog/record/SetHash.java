package dev.tributary.catalog.record;

import java.util.HexFormat;
import java.util.UUID;

/**
 * A hash of a set of coordinates that does not depend on their order: the count, and two sums
 * modulo 2^64 of independent 64-bit mixes of each member. Two readers that saw the same records in
 * any order, split in any way, come to the same hash; hashes of disjoint parts are added.
 */
public record SetHash(long count, long first, long second) {

  /** The hash of no record. */
  public static final SetHash EMPTY = new SetHash(0, 0, 0);

  /** The hash of one record. */
  public static SetHash of(UUID topicId, int partition, long offset) {
    long place = mix(topicId.getMostSignificantBits() ^ mix(topicId.getLeastSignificantBits()));
    long member = mix(place + partition) + offset;
    return new SetHash(1, mix(member), mix(member ^ 0x9e3779b97f4a7c15L));
  }

  /** The hash of the union with a disjoint set. */
  public SetHash plus(SetHash other) {
    return new SetHash(count + other.count, first + other.first, second + other.second);
  }

  /** {@code count:hex}, as the ledger keeps it. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return count + ":" + hex.toHexDigits(first) + hex.toHexDigits(second);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
