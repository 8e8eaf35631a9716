package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.Table;
import java.util.HashMap;
import java.util.Map;

/**
 * How Hive reads a format. The names are of classes on Hive's side: none is loaded here, and the
 * job jar must not rename them.
 */
record StorageForm(
    String serde, Map<String, String> serdeProperties, String inputFormat, String outputFormat) {

  static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
  static final String TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

  private static final String JSON_SERDE = "org.apache.hadoop.hive.serde2.JsonSerDe";

  /** Without it a time with a Z is NULL; and CAST makes the midnight before of such a text. */
  private static final Map<String, String> IN_UTC = Map.of("timestamp.formats", "iso8601");

  private static final Map<String, String> DELIMITERS =
      Map.of(
          "field.delim", "\t",
          "collection.delim", ",",
          "mapkey.delim", ":",
          "serialization.format", "\t",
          "escape.delim", "\\",
          "serialization.null.format", "\\N",
          // Without it Hive leaves an escaped newline as the letter n.
          "serialization.escape.crlf", "true");

  /**
   * Has Hive read rows with its SerDe and not, when it works on many at once, with that one's
   * double: this, where a row ends with an empty last column, takes the tab before it for a part of
   * the column before (LazySimpleDeserializeRead of 4.0.1).
   */
  private static final Map<String, String> ROW_BY_ROW =
      Map.of("serialization.last.column.takes.rest", "true");

  static StorageForm of(Table table) {
    return switch (table.format()) {
      case TEXT ->
          new StorageForm(
              "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
              text(table),
              TEXT_INPUT,
              TEXT_OUTPUT);
      case PARQUET ->
          new StorageForm(
              "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
              text(table), // of partitions that are still text: Hive asks the table for them
              "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
              "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat");
      case JSON -> new StorageForm(JSON_SERDE, Map.of(), TEXT_INPUT, TEXT_OUTPUT);
      case JSON_UTC -> new StorageForm(JSON_SERDE, IN_UTC, TEXT_INPUT, TEXT_OUTPUT);
    };
  }

  /** An empty text or map is written as nothing; of other types each value has a character. */
  private static boolean mayEndEmpty(Table table) {
    ColumnType last = table.columns().get(table.columns().size() - 1).type();
    return last == ColumnType.Scalar.STRING || !(last instanceof ColumnType.Scalar);
  }

  private static Map<String, String> text(Table table) {
    Map<String, String> properties = new HashMap<>(DELIMITERS);
    if (mayEndEmpty(table)) {
      properties.putAll(ROW_BY_ROW);
    }
    return Map.copyOf(properties);
  }
}
