package dev.tributary.catalog.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.Table;
import java.util.List;

/** A table as the ledger keeps it, in JSON, so that publish needs no other source. */
record TableDefinition(
    String name,
    String comment,
    boolean partitioned,
    Table.Format format,
    List<Member> columns,
    List<String> key) {

  private static final ObjectMapper JSON = new ObjectMapper();

  record Member(String name, String type, String comment) {}

  static String write(Table table) {
    if (table.partitioned() && !table.partitionColumns().equals(List.of(Table.DT))) {
      throw new IllegalArgumentException(table.name() + " has other partitions than days");
    }
    List<Member> columns =
        table.columns().stream()
            .map(column -> new Member(column.name(), column.type().hive(), column.comment()))
            .toList();
    TableDefinition definition =
        new TableDefinition(
            table.name(),
            table.comment(),
            table.partitioned(),
            table.format(),
            columns,
            table.key());
    try {
      return JSON.writeValueAsString(definition);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("table " + table.name() + " cannot be written as JSON", e);
    }
  }

  static Table read(String json) {
    try {
      TableDefinition definition = JSON.readValue(json, TableDefinition.class);
      List<Column> columns =
          definition.columns.stream()
              .map(c -> new Column(c.name(), ColumnType.parse(c.type()), c.comment()))
              .toList();
      List<String> key = definition.key == null ? List.of() : definition.key; // of early versions
      return new Table(
              definition.name,
              definition.comment,
              columns,
              definition.partitioned,
              definition.format)
          .keyedBy(key.toArray(new String[0]));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds no table definition: " + json, e);
    }
  }
}
