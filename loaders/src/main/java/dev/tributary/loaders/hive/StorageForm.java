package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Table;
import java.util.Map;

/**
 * How Hive reads a format. The names are of classes on Hive's side: none is loaded here, and the
 * job jar must not rename them.
 */
record StorageForm(
    String serde, Map<String, String> serdeProperties, String inputFormat, String outputFormat) {

  private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
  private static final String TEXT_OUTPUT =
      "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

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

  static StorageForm of(Table.Format format) {
    return switch (format) {
      case TEXT ->
          new StorageForm(
              "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
              DELIMITERS,
              TEXT_INPUT,
              TEXT_OUTPUT);
      case PARQUET ->
          new StorageForm(
              "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
              DELIMITERS, // of partitions that are still text: Hive asks the table for them
              "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
              "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat");
      case JSON ->
          new StorageForm(
              "org.apache.hadoop.hive.serde2.JsonSerDe", Map.of(), TEXT_INPUT, TEXT_OUTPUT);
    };
  }
}
