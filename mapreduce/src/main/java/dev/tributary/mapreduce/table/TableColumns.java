package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * Columns of a table in a job's configuration: {@code name:type;name:type}, as Hive writes types.
 */
final class TableColumns {

  private static final String SEPARATOR = ";";

  private TableColumns() {}

  static void set(Configuration conf, String name, List<Column> columns) {
    conf.set(
        name,
        columns.stream()
            .map(column -> column.name() + ":" + column.type().hive())
            .collect(Collectors.joining(SEPARATOR)));
  }

  static List<Column> get(Configuration conf, String name) {
    return Arrays.stream(conf.get(name).split(SEPARATOR)).map(TableColumns::column).toList();
  }

  private static Column column(String text) {
    int colon = text.indexOf(':');
    return new Column(text.substring(0, colon), ColumnType.parse(text.substring(colon + 1)), "");
  }
}
