package dev.tributary.catalog.table;

import java.util.List;

/**
 * A table as its readers see it: an external table of Hive over files that the ledger lists.
 *
 * @param name the name in Hive's database
 * @param comment one sentence about its rows
 * @param columns the columns that the files hold, in their order
 * @param partitioned whether its rows are kept by {@code dt}, the day of the event
 * @param format the form of its files
 */
public record Table(
    String name, String comment, List<Column> columns, boolean partitioned, Format format) {

  /** The partition column: the event's day in the dataset's zone, {@code YYYY-MM-DD}. */
  public static final Column DT =
      new Column("dt", ColumnType.Scalar.STRING, "day of the event, YYYY-MM-DD");

  public Table {
    columns = List.copyOf(columns);
  }

  /** The same table over files of another form. */
  public Table as(Format other) {
    return new Table(name, comment, columns, partitioned, other);
  }

  /** How a table's files are written. */
  public enum Format {
    /**
     * A row a line, UTF-8, columns parted by a tab, NULL as {@code \N}; backslash, tab, newline and
     * carriage return in text escaped by a backslash, as Hive's LazySimpleSerDe reads them; maps as
     * {@code key:value,key:value}.
     */
    TEXT,
    /** Parquet, a column of the file for each column of the table. */
    PARQUET,
    /** A JSON object a line, a member for each column. */
    JSON;

    /** The format of that name, in any case; the error names the choices. */
    public static Format of(String name) {
      for (Format format : values()) {
        if (format.name().equalsIgnoreCase(name)) {
          return format;
        }
      }
      throw new IllegalArgumentException("format '" + name + "' is none of text, parquet, json");
    }
  }
}
