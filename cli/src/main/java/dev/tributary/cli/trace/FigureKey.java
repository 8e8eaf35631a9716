package dev.tributary.cli.trace;

import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What rows are asked for: values of the key's columns in their order, or {@code column=value} of
 * any column.
 *
 * @param values the texts of the values, by column
 */
record FigureKey(Map<String, String> values) {

  private static final String DT = Table.DT.name();

  static FigureKey of(Table table, List<String> arguments) {
    List<String> columns = new ArrayList<>(table.columns().stream().map(Column::name).toList());
    if (table.partitioned()) {
      columns.add(DT);
    }
    List<String> next = new ArrayList<>(table.key());
    Map<String, String> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals > 0 && columns.contains(argument.substring(0, equals))) {
        values.put(argument.substring(0, equals), argument.substring(equals + 1));
        next.remove(argument.substring(0, equals));
      } else if (next.isEmpty()) {
        throw new UsageException(
            "'%s' is one value too many: the key of %s is %s; say column=value of others"
                .formatted(argument, table.name(), String.join(", ", table.key())));
      } else {
        values.put(next.remove(0), argument);
      }
    }
    return new FigureKey(values);
  }

  /** The partition that is asked for, if one is. */
  Optional<String> dt() {
    return Optional.ofNullable(values.get(DT));
  }

  boolean matches(Map<String, Object> row) {
    return values.entrySet().stream()
        .filter(each -> !each.getKey().equals(DT))
        .allMatch(each -> matches(row.get(each.getKey()), each.getValue()));
  }

  private static boolean matches(Object value, String text) {
    if (value instanceof Double number) {
      try {
        return number.equals(Double.valueOf(text));
      } catch (NumberFormatException e) {
        return false;
      }
    }
    return Objects.toString(value, "NULL").equals(text);
  }

  @Override
  public String toString() {
    return values.isEmpty() ? "any value" : String.join(", ", shown());
  }

  private List<String> shown() {
    return values.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
  }
}
