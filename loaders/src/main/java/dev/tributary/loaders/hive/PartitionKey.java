package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.hive.metastore.utils.FileUtils;

/**
 * What tells a partition of a table from its others.
 *
 * @param values those of the partition columns, in their order; none may be empty, for Hive has no
 *     such partition
 */
public record PartitionKey(List<String> values) implements Comparable<PartitionKey> {

  public PartitionKey {
    values = List.copyOf(values);
    if (values.isEmpty() || values.contains("")) {
      throw new IllegalArgumentException("a partition of Hive has no empty value: " + values);
    }
  }

  /** The partition with these values. */
  public static PartitionKey of(String... values) {
    return new PartitionKey(List.of(values));
  }

  /**
   * The partition with the name that Hive gave it, such as {@code country=FR/city=St. John%27s}.
   */
  static PartitionKey named(String name) {
    return new PartitionKey(
        Arrays.stream(name.split("/"))
            .map(part -> FileUtils.unescapePathName(part.substring(part.indexOf('=') + 1)))
            .toList());
  }

  /** The name that Hive gives it. */
  String name(Table table) {
    return FileUtils.makePartName(
        table.partitionColumns().stream().map(Column::name).toList(), of(table));
  }

  /** The values, one for each of the table's partition columns. */
  List<String> of(Table table) {
    if (values.size() != table.partitionColumns().size()) {
      throw new IllegalArgumentException(
          "%s is not partitioned by %d columns: %s"
              .formatted(table.name(), values.size(), table.partitionColumns()));
    }
    return values;
  }

  @Override
  public int compareTo(PartitionKey other) {
    return Arrays.compare(values.toArray(new String[0]), other.values.toArray(new String[0]));
  }
}
