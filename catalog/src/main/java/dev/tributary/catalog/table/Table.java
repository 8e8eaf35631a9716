package dev.tributary.catalog.table;

import java.util.List;

/**
 * A table as its readers see it: an external table of Hive over files that the ledger lists.
 *
 * @param name the name in Hive's database
 * @param comment one sentence about its rows
 * @param columns the columns that the files hold, in their order
 * @param partitionColumns the columns that its partitions are told by, in their order: {@link #DT}
 *     alone for a table that jobs build, none if it is kept whole
 * @param format the form of its files
 * @param key the columns that no two rows of it have the same values in; none if it has no such
 */
public record Table(
    String name,
    String comment,
    List<Column> columns,
    List<Column> partitionColumns,
    Format format,
    List<String> key) {

  /** The partition column: the event's day in the dataset's zone, {@code YYYY-MM-DD}. */
  public static final Column DT =
      new Column("dt", ColumnType.Scalar.STRING, "day of the event, YYYY-MM-DD");

  public Table {
    columns = List.copyOf(columns);
    partitionColumns = List.copyOf(partitionColumns);
    key = List.copyOf(key);
    for (String part : key) {
      if (columns.stream().noneMatch(column -> column.name().equals(part))) {
        throw new IllegalArgumentException("%s has no column %s to its key".formatted(name, part));
      }
    }
  }

  /** A table of whose rows nobody has said what tells them apart. */
  public Table(
      String name,
      String comment,
      List<Column> columns,
      List<Column> partitionColumns,
      Format format) {
    this(name, comment, columns, partitionColumns, format, List.of());
  }

  /**
   * A table that is kept by day, or whole.
   *
   * @param partitioned whether its rows are kept by {@code dt}, the day of the event
   */
  public Table(
      String name, String comment, List<Column> columns, boolean partitioned, Format format) {
    this(name, comment, columns, partitioned ? List.of(DT) : List.of(), format);
  }

  /** Whether it is not kept whole. */
  public boolean partitioned() {
    return !partitionColumns.isEmpty();
  }

  /** The same table over files of another form. */
  public Table as(Format other) {
    return new Table(name, comment, columns, partitionColumns, other, key);
  }

  /** The same table, whose rows these columns tell apart. */
  public Table keyedBy(String... names) {
    return new Table(name, comment, columns, partitionColumns, format, List.of(names));
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
    JSON,
    /**
     * The same, with times as ISO 8601 in UTC ({@code 2024-12-11T20:45:00Z}), which are read to the
     * millisecond.
     */
    JSON_UTC;

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
