package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.ColumnType.MapOf;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.KeyOrder;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Hands rows to Parquet, a field for each column that is not NULL. */
final class ParquetRows extends WriteSupport<List<?>> {

  private final List<Column> columns;
  private RecordConsumer consumer;

  ParquetRows(List<Column> columns) {
    this.columns = columns;
  }

  @Override
  @SuppressWarnings("deprecation") // still abstract, though it has a successor
  public WriteContext init(Configuration conf) {
    Type[] fields = columns.stream().map(ParquetRows::field).toArray(Type[]::new);
    return new WriteContext(new MessageType("row", fields), Map.of());
  }

  private static Type field(Column column) {
    String name = column.name();
    if (column.type() instanceof MapOf map && map.value() instanceof Scalar scalar) {
      // The three levels that every reader knows: map, repeated key_value, key and value.
      return Types.optionalMap()
          .key(field(Type.Repetition.REQUIRED, Scalar.STRING, "key"))
          .value(field(Type.Repetition.OPTIONAL, scalar, "value"))
          .named(name);
    } else if (column.type() instanceof Scalar scalar) {
      return field(Type.Repetition.OPTIONAL, scalar, name);
    }
    throw new IllegalArgumentException(
        "column " + name + ": " + column.type().hive() + " is not written as Parquet");
  }

  private static Type field(Type.Repetition repetition, Scalar type, String name) {
    return switch (type) {
      case STRING ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case BIGINT -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      // The order that every reader knows: Hive refuses a column of another one.
      case DOUBLE ->
          Types.primitive(PrimitiveTypeName.DOUBLE, repetition)
              .columnOrder(ColumnOrder.typeDefined())
              .named(name);
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case DATE ->
          Types.primitive(PrimitiveTypeName.INT32, repetition)
              .as(LogicalTypeAnnotation.dateType())
              .named(name);
      // Hive reads it since 4.0 (HIVE-21215), and shows it as it is: not adjusted to UTC.
      case TIMESTAMP ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(false, LogicalTypeAnnotation.TimeUnit.MICROS))
              .named(name);
    };
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(List<?> values) {
    consumer.startMessage();
    for (int i = 0; i < columns.size(); i++) {
      add(columns.get(i).name(), i, columns.get(i).type(), values.get(i));
    }
    consumer.endMessage();
  }

  /** A field of a row or of an entry; nothing for NULL. */
  private void add(String name, int index, ColumnType type, Object value) {
    if (value == null) {
      return;
    }
    consumer.startField(name, index);
    if (type instanceof MapOf map) {
      add(map, (Map<?, ?>) value);
    } else {
      add((Scalar) type, value);
    }
    consumer.endField(name, index);
  }

  private void add(MapOf type, Map<?, ?> values) {
    consumer.startGroup();
    if (!values.isEmpty()) {
      consumer.startField("key_value", 0);
      KeyOrder.sorted(values)
          .forEach(
              (key, value) -> {
                consumer.startGroup();
                add("key", 0, Scalar.STRING, key);
                add("value", 1, type.value(), value);
                consumer.endGroup();
              });
      consumer.endField("key_value", 0);
    }
    consumer.endGroup();
  }

  private void add(Scalar type, Object value) {
    switch (type) {
      case STRING -> consumer.addBinary(Binary.fromString((String) value));
      case INT -> consumer.addInteger((Integer) value);
      case BIGINT -> consumer.addLong((Long) value);
      case DOUBLE -> consumer.addDouble((Double) value);
      case BOOLEAN -> consumer.addBoolean((Boolean) value);
      case DATE -> consumer.addInteger(Math.toIntExact(((LocalDate) value).toEpochDay()));
      case TIMESTAMP ->
          consumer.addLong(
              ChronoUnit.MICROS.between(
                  LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), (LocalDateTime) value));
    }
  }
}
