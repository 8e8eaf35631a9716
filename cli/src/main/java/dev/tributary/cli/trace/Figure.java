package dev.tributary.cli.trace;

import dev.tributary.catalog.ledger.VersionedPartition;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import dev.tributary.loaders.rows.PartitionRows;
import java.io.IOException;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;

/**
 * A row of a table, in one version of it.
 *
 * @param row its values by column
 */
record Figure(VersionedPartition partition, Map<String, Object> row) {

  /** The rows of a partition that this holds of. */
  static List<Figure> of(
      VersionedPartition partition, FileSystem files, Predicate<Map<String, Object>> condition)
      throws IOException {
    List<String> names = partition.table().columns().stream().map(Column::name).toList();
    List<Figure> figures = new ArrayList<>();
    try (PartitionRows rows = new PartitionRows("trace", files, partition.readable())) {
      for (List<?> values = rows.next(); values != null; values = rows.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          row.put(names.get(i), values.get(i));
        }
        if (condition.test(row)) {
          figures.add(new Figure(partition, row));
        }
      }
    }
    return figures;
  }

  /** What tells it apart. */
  String key() {
    Table table = partition.table();
    List<String> columns = table.key().isEmpty() ? List.copyOf(row.keySet()) : table.key();
    return columns.stream()
        .map(column -> column + "=" + shown(row.get(column)))
        .collect(Collectors.joining(" ", dt(), ""));
  }

  /** All that it holds. */
  String line() {
    return row.entrySet().stream()
        .map(each -> each.getKey() + "=" + shown(each.getValue()))
        .collect(Collectors.joining(" ", dt(), ""));
  }

  private String dt() {
    return partition.dt().isEmpty() ? "" : "dt=" + partition.dt() + " ";
  }

  /** The same for a machine. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    row.forEach(
        (column, value) -> facts.put(column, value instanceof Temporal ? value.toString() : value));
    if (!partition.dt().isEmpty()) {
      facts.put(Table.DT.name(), partition.dt());
    }
    return facts;
  }

  private static String shown(Object value) {
    return value == null ? "NULL" : value.toString();
  }
}
