package dev.tributary.loaders.rows;

import dev.tributary.catalog.ledger.RowSource;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.KeyOrder;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** The rows of a Parquet file, in the types that the jobs write. */
final class ParquetRows implements RowSource.Rows {

  private static final long MICROS = 1_000_000;

  private final String verb;
  private final ParquetReader<Group> reader;
  private final Path file;
  private final List<Column> columns;
  private long number;

  ParquetRows(String verb, FileSystem files, Path file, List<Column> columns) throws IOException {
    this.verb = verb;
    this.reader =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(files.getConf()).build();
    this.file = file;
    this.columns = columns;
  }

  /** Parquet's own exceptions have no common type, and seldom a line that names the file. */
  @Override
  public List<?> next() throws IOException {
    number++;
    try {
      Group group = reader.read();
      return group == null ? null : values(group);
    } catch (RuntimeException e) {
      throw new TributaryException(
          "%s: %s row %,d cannot be read: %s; nothing was done, look who changed the file"
              .formatted(verb, file, number, e.toString().lines().findFirst().orElse("")),
          e);
    }
  }

  private List<Object> values(Group group) {
    List<Object> values = new ArrayList<>(columns.size());
    for (Column column : columns) {
      values.add(value(group, column.type(), column.name()));
    }
    return values;
  }

  private static Object value(Group group, ColumnType type, String name) {
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
      case TIMESTAMP -> timestamp(group.getLong(name, 0));
    };
  }

  private static SortedMap<String, Object> map(Group group, ColumnType type) {
    SortedMap<String, Object> map = new TreeMap<>(KeyOrder.UTF_8);
    for (int i = 0; i < group.getFieldRepetitionCount("key_value"); i++) {
      Group entry = group.getGroup("key_value", i);
      map.put(entry.getString("key", 0), value(entry, type, "value"));
    }
    return map;
  }

  /** Microseconds since 1970, of a local time. */
  private static LocalDateTime timestamp(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS),
        Math.toIntExact(Math.floorMod(micros, MICROS) * 1_000),
        ZoneOffset.UTC);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
