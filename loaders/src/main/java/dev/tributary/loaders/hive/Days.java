package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Table;
import java.util.Collection;
import java.util.regex.Pattern;

/** The days that partitions are named for; of this form they need no quoting in paths and names. */
final class Days {

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final String PREFIX = Table.DT.name() + "=";

  private Days() {}

  /** Throws unless all are of the form {@code YYYY-MM-DD}. */
  static void check(Collection<String> days) {
    for (String day : days) {
      if (!DAY.matcher(day).matches()) {
        throw new IllegalArgumentException("'" + day + "' is not a day of the form YYYY-MM-DD");
      }
    }
  }

  /** The day in a partition's name, {@code dt=YYYY-MM-DD}. */
  static String ofPartition(String name) {
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }
}
