package dev.tributary.mapreduce.input;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Where something stands in the input.
 *
 * @param file its path, without scheme and authority
 * @param unit what the number counts
 * @param number of a byte from 0, in the decompressed file (about, in a later split of bzip2); of
 *     an element from 1
 */
public record Place(String file, Unit unit, long number) implements Comparable<Place> {

  private static final String PARTITION = "dt=";
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file).thenComparing(Place::number).thenComparing(Place::unit);

  /** The partition whose directory, {@code dt=YYYY-MM-DD}, its file lies in. */
  public Optional<LocalDate> dt() {
    return dt(new Path(file));
  }

  /** The same of a file. */
  static Optional<LocalDate> dt(Path file) {
    String directory = file.getParent() == null ? "" : file.getParent().getName();
    try {
      return directory.startsWith(PARTITION)
          ? Optional.of(LocalDate.parse(directory.substring(PARTITION.length())))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

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
