package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
    if (!group.getType().containsField(name) || group.getFieldRepetitionCount(name) == 0) {
      return null;
    }
    return switch ((Scalar) column.type()) {
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
}
