package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.KeyOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;

/** A row of what {@link ParquetRows} wrote. */
final class ParquetGroup {

  private ParquetGroup() {}

  static List<Object> row(Group group, List<Column> columns) {
    List<Object> row = new ArrayList<>(columns.size());
    for (Column column : columns) {
      row.add(value(group, column));
    }
    return row;
  }

  /** A column that the file does not have was gained later: NULL, as Hive shows it. */
  private static Object value(Group group, Column column) {
    String name = column.name();
    return group.getType().containsField(name) ? value(group, name, column.type()) : null;
  }

  private static Object value(Group group, String name, ColumnType type) {
    if (group.getFieldRepetitionCount(name) == 0) {
      return null;
    } else if (type instanceof ColumnType.MapOf map) {
      return map(group.getGroup(name, 0), map.value());
    }
    return switch ((ColumnType.Scalar) type) {
      case STRING -> group.getString(name, 0);
      case INT -> group.getInteger(name, 0);
      case BIGINT -> group.getLong(name, 0);
      case DOUBLE -> group.getDouble(name, 0);
      case BOOLEAN -> group.getBoolean(name, 0);
      case DATE -> LocalDate.ofEpochDay(group.getInteger(name, 0));
      case TIMESTAMP ->
          LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)
              .plus(group.getLong(name, 0), ChronoUnit.MICROS);
    };
  }

  private static SortedMap<String, Object> map(Group group, ColumnType type) {
    SortedMap<String, Object> map = new TreeMap<>(KeyOrder.UTF_8);
    for (int i = 0; i < group.getFieldRepetitionCount("key_value"); i++) {
      Group entry = group.getGroup("key_value", i);
      map.put(entry.getString("key", 0), value(entry, "value", type));
    }
    return map;
  }
}
