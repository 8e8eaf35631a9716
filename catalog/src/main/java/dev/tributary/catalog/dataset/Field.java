package dev.tributary.catalog.dataset;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import java.util.Locale;

/**
 * A member of a record.
 *
 * @param name as in the record, case kept
 * @param type of its column
 * @param required whether a record without it is refused
 * @param meaning what it holds, with its unit
 */
public record Field(String name, Kind kind, ColumnType type, boolean required, String meaning) {

  /** Its column in PostgreSQL and Hive: the name in lower case. */
  public Column column() {
    return new Column(name.toLowerCase(Locale.ROOT), type, meaning);
  }

  /** What a value may be. */
  public enum Kind {
    TEXT,
    /** An IEEE 754 double, never NaN or infinite. */
    NUMBER,
    INTEGER,
    BOOLEAN,
    /** {@code uuuu-MM-dd'T'HH:mm[:ss]}, without zone. */
    LOCAL_DATE_TIME,
    /** An object or an array. */
    NESTED
  }
}
