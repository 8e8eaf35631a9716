package dev.tributary.catalog.lineage;

import java.util.OptionalLong;

/**
 * How much was written to a location.
 *
 * @param rows or messages, empty where nobody counted
 * @param bytes in files, likewise
 * @param version what readers of a table have with it; empty where there are none
 */
public record Volume(OptionalLong rows, OptionalLong bytes, OptionalLong version) {

  /** Nothing yet. */
  public static final Volume NOTHING =
      new Volume(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

  /** So many rows, or messages. */
  public static Volume ofRows(long rows) {
    return new Volume(OptionalLong.of(rows), OptionalLong.empty(), OptionalLong.empty());
  }

  /** A version of a table. */
  public static Volume ofVersion(long version) {
    return new Volume(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(version));
  }

  /** The same in so many bytes. */
  public Volume inBytes(long size) {
    return new Volume(rows, OptionalLong.of(size), version);
  }

  /** The same as a version of a table. */
  public Volume asVersion(long number) {
    return new Volume(rows, bytes, OptionalLong.of(number));
  }

  /** Both, the version being the later one. */
  public Volume plus(Volume later) {
    return new Volume(
        sum(rows, later.rows),
        sum(bytes, later.bytes),
        later.version.isPresent() ? later.version : version);
  }

  private static OptionalLong sum(OptionalLong some, OptionalLong more) {
    return some.isEmpty() || more.isEmpty()
        ? (some.isEmpty() ? more : some)
        : OptionalLong.of(some.getAsLong() + more.getAsLong());
  }
}
