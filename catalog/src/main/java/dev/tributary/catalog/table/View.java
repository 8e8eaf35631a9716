package dev.tributary.catalog.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A view of Hive: rows of one table, in columns that are computed when it is read.
 *
 * @param name the name in Hive's database
 * @param of the table's name in the same database
 * @param comment one sentence about its rows
 * @param where the condition of HiveQL that the rows meet; empty for all rows
 * @param columns its columns, in their order
 */
public record View(
    String name, String of, String comment, Optional<String> where, List<Computed> columns) {

  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  public View {
    check("name", name);
    check("table", of);
    if (name.equals(of)) {
      throw new IllegalArgumentException("it would take the name of the table that it is of");
    }
    where = where.map(text -> Expression.check("where", text));
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("it has no columns");
    }
    Set<String> names = new HashSet<>();
    for (Computed each : columns) {
      if (!names.add(each.column().name())) {
        throw new IllegalArgumentException(
            "it has two columns '%s'".formatted(each.column().name()));
      }
    }
  }

  private static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the %s '%s' is not lower-case letters, digits and '_'".formatted(what, name));
    }
  }

  /**
   * A column and what it holds.
   *
   * @param as an expression of HiveQL over the table's columns. It is cast to the column's type,
   *     unless that has parts: then it must be of that type
   */
  public record Computed(Column column, String as) {
    public Computed {
      as = Expression.check("as", as);
    }
  }
}
