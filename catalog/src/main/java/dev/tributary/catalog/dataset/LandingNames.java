package dev.tributary.catalog.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How PostgreSQL shows a feed's records.
 *
 * @param table the table of all revisions
 * @param current the view of the latest revision of each thing
 * @param division how the table is divided; absent for a table in one piece
 * @param columns what each row shows of its record
 */
public record LandingNames(
    String table, String current, Optional<Division> division, Columns columns) {

  /** Unquoted in PostgreSQL, and with what is added not cut off there. */
  private static final Pattern NAME = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,54}");

  public LandingNames {
    if (division.isPresent()) {
      if (columns == Columns.RECORD) {
        throw new IllegalArgumentException(
            "landing: a table with the record alone has no column to be divided by");
      }
      Set<String> taken = new HashSet<>(List.of(table));
      check(current, taken);
      for (String value : division.get().values()) {
        check(value, taken);
        check(division.get().history(value), taken);
      }
    }
  }

  private static void check(String name, Set<String> taken) {
    if (!NAME.matcher(name).matches() || !taken.add(name)) {
      throw new IllegalArgumentException(
          "landing: '%s' cannot be the name of a table or view of its own".formatted(name));
    }
  }

  /** What a row shows of its record. */
  public enum Columns {
    /** A column for each field of the schema, and the record as JSON. */
    FIELDS,
    /** The record as JSON, behind when and where it stands in Kafka. */
    RECORD
  }

  /**
   * A table in parts, one for each value of a field: {@code VALUE_history} with all revisions, and
   * the view {@code VALUE} of the latest. The names come from the schema's list of values, never
   * from a record.
   *
   * @param field required, and one of these values
   */
  public record Division(String field, List<String> values) {

    public Division {
      values = List.copyOf(values);
    }

    /** The part with the revisions of one value. */
    public String history(String value) {
      return value + "_history";
    }
  }
}
