package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A table as Hive knows it, by whichever door it was asked.
 *
 * @param type Hive's word: {@code EXTERNAL_TABLE}, {@code MANAGED_TABLE}, {@code VIRTUAL_VIEW}, …
 * @param keys the partition columns
 */
record KnownTable(String type, List<Field> columns, List<Field> keys) {

  static final String EXTERNAL = "EXTERNAL_TABLE";

  /** Of an external table that Hive made when it was asked for a managed one. */
  static final String TRANSLATED = "TRANSLATED_TO_EXTERNAL";

  /** A column, its comment empty if there is none. */
  record Field(String name, String type, String comment) {

    static Field of(Column column) {
      return new Field(column.name(), column.type().hive(), column.comment());
    }

    boolean sameData(Field other) {
      return name.equals(other.name) && type.equalsIgnoreCase(other.type);
    }

    @Override
    public String toString() {
      return name + " " + type;
    }
  }

  /** The columns that a table should have. */
  static List<Field> columnsOf(Table table) {
    return table.columns().stream().map(Field::of).toList();
  }

  /** The partition columns that a table should have. */
  static List<Field> keysOf(Table table) {
    return table.partitionColumns().stream().map(Field::of).toList();
  }

  /**
   * Throws if this is not an earlier form of that table. Columns may only be added behind the
   * others, because Hive matches those of a partition to those of the table by position.
   */
  void refuseUnlessEarlier(Table table, String where) {
    if (!type.equals(EXTERNAL)) {
      throw new HiveException(
          where
              + " is a "
              + type.toLowerCase(Locale.ROOT).replace('_', ' ')
              + "; rename it in Hive, or set another tributary.hive.database");
    }
    List<Field> wantedKeys = keysOf(table);
    if (keys.size() != wantedKeys.size() || !sameData(keys, wantedKeys)) {
      throw otherForm(where, "is partitioned by " + list(keys) + ", not by " + list(wantedKeys));
    }
    List<Field> wanted = columnsOf(table);
    if (columns.size() > wanted.size()) {
      throw otherForm(where, "has the columns " + list(columns) + ", not " + list(wanted));
    }
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).sameData(wanted.get(i))) {
        throw otherForm(
            where, "has the column " + columns.get(i) + " where " + wanted.get(i) + " should be");
      }
    }
  }

  private static boolean sameData(List<Field> some, List<Field> others) {
    for (int i = 0; i < some.size(); i++) {
      if (!some.get(i).sameData(others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String list(List<Field> fields) {
    return fields.isEmpty()
        ? "nothing"
        : fields.stream().map(Field::toString).collect(Collectors.joining(", ", "(", ")"));
  }

  private static HiveException otherForm(String where, String what) {
    return new HiveException(
        where
            + " "
            + what
            + "; drop it in Hive (it is external: the data stay) and publish again, or set another"
            + " tributary.hive.database");
  }
}
