package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Columns of a table in a job's configuration, {@code name:TYPE} each. */
final class TableColumns {

  private TableColumns() {}

  static void set(Configuration conf, String name, List<Column> columns) {
    conf.setStrings(name, columns.stream().map(TableColumns::text).toArray(String[]::new));
  }

  static List<Column> get(Configuration conf, String name) {
    List<Column> columns = new ArrayList<>();
    for (String column : conf.getStrings(name)) {
      int colon = column.indexOf(':');
      columns.add(
          new Column(column.substring(0, colon), Scalar.valueOf(column.substring(colon + 1)), ""));
    }
    return columns;
  }

  private static String text(Column column) {
    if (!(column.type() instanceof Scalar scalar)) {
      throw new IllegalArgumentException(
          "column " + column.name() + ": a job neither reads nor writes " + column.type().hive());
    }
    return column.name() + ":" + scalar.name();
  }
}
