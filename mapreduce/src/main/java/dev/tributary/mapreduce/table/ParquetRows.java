package dev.tributary.mapreduce.table;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
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
    if (!(column.type() instanceof Scalar scalar)) {
      throw new IllegalArgumentException(
          "column " + column.name() + ": " + column.type().hive() + " is not written as Parquet");
    }
    return switch (scalar) {
      case STRING ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case INT -> Types.optional(PrimitiveTypeName.INT32).named(column.name());
      case BIGINT -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
      // The order that every reader knows: Hive refuses a column of another one.
      case DOUBLE ->
          Types.optional(PrimitiveTypeName.DOUBLE)
              .columnOrder(ColumnOrder.typeDefined())
              .named(column.name());
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
      case DATE ->
          Types.optional(PrimitiveTypeName.INT32)
              .as(LogicalTypeAnnotation.dateType())
              .named(column.name());
      // Hive reads it since 4.0 (HIVE-21215), and shows it as it is: not adjusted to UTC.
      case TIMESTAMP ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(false, LogicalTypeAnnotation.TimeUnit.MICROS))
              .named(column.name());
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
      Object value = values.get(i);
      if (value != null) {
        consumer.startField(columns.get(i).name(), i);
        add((Scalar) columns.get(i).type(), value);
        consumer.endField(columns.get(i).name(), i);
      }
    }
    consumer.endMessage();
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
