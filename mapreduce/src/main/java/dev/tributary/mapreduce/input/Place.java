package dev.tributary.mapreduce.input;

import java.util.Comparator;

/**
 * Where something stands in the input.
 *
 * @param file its path, without scheme and authority
 * @param unit what the number counts
 * @param number of a byte from 0, in the decompressed file (about, in a later split of bzip2); of
 *     an element from 1
 */
public record Place(String file, Unit unit, long number) implements Comparable<Place> {

  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file).thenComparing(Place::number).thenComparing(Place::unit);

  /** What places in a file are counted by. */
  public enum Unit {
    /** A line, by its first byte: a split does not know how many lines precede it. */
    BYTE,
    /** An element of an array. */
    ELEMENT
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** Like {@code /input/weapons.json byte 1234}. */
  @Override
  public String toString() {
    return file + (unit == Unit.BYTE ? " byte " : " element ") + number;
  }
}
