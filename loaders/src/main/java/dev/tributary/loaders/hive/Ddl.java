package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The statements of HiveQL about the tables of one database. */
record Ddl(String database) {

  static final String DATABASE_COMMENT = "Published by Tributary";

  private static final String OWN_SCHEMA = "SET hive.serdes.using.metastore.for.schema";

  /** Answers with a row {@code name=value}. */
  String showSerdesWithOwnSchema() {
    return OWN_SCHEMA;
  }

  /**
   * Has this session take the columns of a format from the metastore. Left to ask JsonSerDe, Hive
   * shows no comments and refuses to change a column.
   */
  String addSerdeWithOwnSchema(String shown, Table table) {
    String present = shown.substring(shown.indexOf('=') + 1);
    return OWN_SCHEMA + "=" + present + "," + form(table).serde();
  }

  String showDatabase() {
    return "SHOW DATABASES LIKE " + text(database);
  }

  String createDatabase() {
    return "CREATE DATABASE IF NOT EXISTS " + name(database) + " COMMENT " + text(DATABASE_COMMENT);
  }

  String showTable(Table table) {
    return "SHOW TABLES IN " + name(database) + " LIKE " + text(table.name());
  }

  String createTable(Table table, String location) {
    return "CREATE EXTERNAL TABLE IF NOT EXISTS "
        + name(table)
        + " "
        + columns(table.columns())
        + " COMMENT "
        + text(table.comment())
        + (table.partitioned() ? " PARTITIONED BY " + columns(table.partitionColumns()) : "")
        + " ROW FORMAT SERDE "
        + text(form(table).serde())
        + serdeProperties(table, " WITH SERDEPROPERTIES ")
        + " STORED AS "
        + fileFormats(table)
        + " LOCATION "
        + text(location)
        + " TBLPROPERTIES "
        + properties(TableProperties.of(table));
  }

  String describe(Table table) {
    return "DESCRIBE EXTENDED " + name(table);
  }

  String describe(Table table, PartitionKey key) {
    return describe(table) + partition(table, key);
  }

  String setProperties(Table table) {
    return alter(table) + " SET TBLPROPERTIES " + properties(TableProperties.of(table));
  }

  /** To the partitions as well: what they lack reads as NULL, what they are given later is seen. */
  String addColumns(Table table, List<Column> added) {
    return alter(table)
        + " ADD COLUMNS "
        + columns(added)
        + (table.partitioned() ? " CASCADE" : "");
  }

  String setComment(Table table, Column column) {
    return alter(table) + " CHANGE COLUMN " + name(column.name()) + " " + definition(column);
  }

  /** The statements after which what is pointed next is read in the table's format. */
  List<String> setFormat(Table table) {
    String fileFormat =
        alter(table)
            + " SET FILEFORMAT "
            + fileFormats(table)
            + " SERDE "
            + text(form(table).serde());
    return Stream.concat(Stream.of(fileFormat), setSerdeProperties(table).stream()).toList();
  }

  /** A table of an earlier release may lack the delimiters of its new columns. */
  Optional<String> setSerdeProperties(Table table) {
    return Optional.of(serdeProperties(table, " SET SERDEPROPERTIES "))
        .filter(clause -> !clause.isEmpty())
        .map(clause -> alter(table) + clause);
  }

  /** The statements that point the table elsewhere and leave no trusted statistics behind. */
  List<String> setLocation(Table table, String location) {
    return repoint(alter(table), location);
  }

  /** The same for a partition that exists. */
  List<String> setLocation(Table table, PartitionKey key, String location) {
    return repoint(alter(table) + partition(table, key), location);
  }

  private static List<String> repoint(String altered, String location) {
    // SET LOCATION leaves a partition's statistics marked as accurate; -1 is Hive's unknown.
    String forget = altered + " UPDATE STATISTICS SET ('numRows'='-1')";
    return List.of(forget, altered + " SET LOCATION " + text(location));
  }

  String addPartitions(Table table, Map<PartitionKey, String> locations) {
    return alter(table)
        + " ADD IF NOT EXISTS"
        + new TreeMap<>(locations)
            .entrySet().stream()
                .map(
                    entry ->
                        partition(table, entry.getKey()) + " LOCATION " + text(entry.getValue()))
                .collect(Collectors.joining());
  }

  String dropPartitions(Table table, Collection<PartitionKey> keys) {
    return alter(table)
        + " DROP IF EXISTS"
        + keys.stream().sorted().map(key -> partition(table, key)).collect(Collectors.joining(","));
  }

  /** Answers with the number of rows, and {@code dt} where the table is kept by day. */
  String countRows(Table table) {
    String dt = name(Table.DT.name());
    return table.partitioned()
        ? "SELECT count(*), " + dt + " FROM " + name(table) + " GROUP BY " + dt
        : "SELECT count(*) FROM " + name(table);
  }

  String showPartitions(Table table) {
    return "SHOW PARTITIONS " + name(table);
  }

  private String alter(Table table) {
    return "ALTER TABLE " + name(table);
  }

  private String name(Table table) {
    return name(database) + "." + name(table.name());
  }

  private static StorageForm form(Table table) {
    return StorageForm.of(table);
  }

  private static String fileFormats(Table table) {
    return "INPUTFORMAT "
        + text(form(table).inputFormat())
        + " OUTPUTFORMAT "
        + text(form(table).outputFormat());
  }

  private static String serdeProperties(Table table, String clause) {
    Map<String, String> properties = form(table).serdeProperties();
    return properties.isEmpty() ? "" : clause + properties(properties);
  }

  private static String partition(Table table, PartitionKey key) {
    List<String> values = key.of(table);
    return IntStream.range(0, values.size())
        .mapToObj(i -> name(table.partitionColumns().get(i).name()) + "=" + text(values.get(i)))
        .collect(Collectors.joining(", ", " PARTITION (", ")"));
  }

  private static String columns(List<Column> columns) {
    return columns.stream().map(Ddl::definition).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String definition(Column column) {
    return name(column.name()) + " " + type(column.type()) + " COMMENT " + text(column.comment());
  }

  /** As {@link ColumnType#hive()}, with the names of parts quoted: one may be a reserved word. */
  private static String type(ColumnType type) {
    if (type instanceof ColumnType.Struct struct) {
      return struct.fields().stream()
          .map(field -> name(field.name()) + ":" + type(field.type()))
          .collect(Collectors.joining(",", "struct<", ">"));
    } else if (type instanceof ColumnType.MapOf map) {
      return "map<string," + type(map.value()) + ">";
    } else if (type instanceof ColumnType.ListOf list) {
      return "array<" + type(list.element()) + ">";
    }
    return type.hive();
  }

  static String properties(Map<String, String> properties) {
    return new TreeMap<>(properties)
        .entrySet().stream()
            .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  static String name(String identifier) {
    return "`" + identifier.replace("`", "``") + "`";
  }

  /** A string literal. */
  static String text(String value) {
    return "'"
        + value
            .replace("\\", "\\\\")
            .replace("'", "\\'")
            .replace("\t", "\\t")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
        + "'";
  }
}
