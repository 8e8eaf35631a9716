package dev.tributary.mapreduce.rollup;

import dev.tributary.mapreduce.input.Place;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * The partitions that a job builds of a table that is kept by {@code dt}. It reads neighbours of
 * theirs as well, whose other rows lie in partitions that stay as they are.
 */
final class BuiltDays {

  private static final String SETTING = "tributary.rollup.days";

  private final Projection projection;
  private final int reach;
  private final Optional<Set<Integer>> days;
  private String file = "";
  private LocalDate dt; // of that file

  BuiltDays(Declaration declaration, Projection projection, Configuration conf) {
    this.projection = projection;
    this.reach = declaration.partitions().reach();
    this.days =
        Optional.ofNullable(conf.getStrings(SETTING))
            .map(dts -> Arrays.stream(dts).map(BuiltDays::day).collect(Collectors.toSet()));
  }

  /** Has a job build these alone. */
  static void set(Configuration conf, List<String> dts) {
    conf.setStrings(SETTING, dts.toArray(String[]::new));
  }

  private static int day(String dt) {
    return Math.toIntExact(LocalDate.parse(dt).toEpochDay());
  }

  /**
   * Whether a row is in one of them.
   *
   * @throws UnreadableLineException if it is further from its record than the table's reach: no job
   *     that builds its partition would read it
   */
  boolean have(Object[] row, Place place) throws UnreadableLineException {
    if (days.isEmpty()) {
      return true;
    }
    if (!place.file().equals(file)) {
      dt =
          place
              .dt()
              .orElseThrow(
                  () -> new UnreadableLineException("its file lies in no directory dt=YYYY-MM-DD"));
      file = place.file();
    }
    int day = projection.day(row);
    if (Math.abs(day - dt.toEpochDay()) > reach) {
      throw new UnreadableLineException(
          "its row of %s is further from dt=%s than the table reaches"
              .formatted(LocalDate.ofEpochDay(day), dt));
    }
    return days.get().contains(day);
  }
}
