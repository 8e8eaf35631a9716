package dev.tributary.mapreduce.water;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A row of {@link SiteYears}' table, as far as other tables are built from it.
 *
 * @param state empty for none
 */
record SiteYear(
    String site, String program, String state, String parameter, int year, long n, double mean) {

  private static final Map<String, Integer> AT =
      IntStream.range(0, SiteYears.table().columns().size())
          .boxed()
          .collect(Collectors.toMap(i -> SiteYears.table().columns().get(i).name(), i -> i));

  /** Whether two rows have the same in these columns. */
  static boolean agree(Map<String, Object> some, Map<String, Object> other, String... columns) {
    return Stream.of(columns)
        .allMatch(column -> Objects.equals(some.get(column), other.get(column)));
  }

  static SiteYear of(List<Object> row) {
    Object state = row.get(AT.get("state"));
    return new SiteYear(
        (String) row.get(AT.get("site_id")),
        (String) row.get(AT.get("program_id")),
        state == null ? "" : (String) state,
        (String) row.get(AT.get("parameter")),
        (Integer) row.get(AT.get("year")),
        (Long) row.get(AT.get("n")),
        (Double) row.get(AT.get("mean")));
  }
}
