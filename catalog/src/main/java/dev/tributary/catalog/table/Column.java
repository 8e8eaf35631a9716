package dev.tributary.catalog.table;

import java.util.regex.Pattern;

/**
 * A column of a table.
 *
 * @param name lower case, as Hive and PostgreSQL fold names
 * @param comment what it holds, with its unit
 */
public record Column(String name, ColumnType type, String comment) {

  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  public Column {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "column name '" + name + "' is not lower-case letters, digits and '_'");
    }
  }
}
