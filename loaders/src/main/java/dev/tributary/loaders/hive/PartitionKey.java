package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What tells a partition of a table from its others.
 *
 * @param values those of the partition columns, in their order; none may be empty, for Hive has no
 *     such partition
 */
public record PartitionKey(List<String> values) implements Comparable<PartitionKey> {

  /** As Hive's {@code FileUtils} has it, which needs classes of HDFS that a client may lack. */
  private static final Pattern ESCAPED =
      Pattern.compile("[\\x00-\\x1F\\x7F\"#%'*/:=?\\\\{\\[\\]^]");

  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{2})");

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

  /** The partition with the name that Hive gave it, such as {@code dt=a%3Db}. */
  static PartitionKey named(String name) {
    return new PartitionKey(
        Arrays.stream(name.split("/"))
            .map(part -> unescaped(part.substring(part.indexOf('=') + 1)))
            .toList());
  }

  /** The name that Hive gives it. */
  String name(Table table) {
    List<String> all = of(table);
    return IntStream.range(0, all.size())
        .mapToObj(i -> table.partitionColumns().get(i).name() + "=" + escaped(all.get(i)))
        .collect(Collectors.joining("/"));
  }

  private static String escaped(String value) {
    return ESCAPED
        .matcher(value)
        .replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)));
  }

  private static String unescaped(String value) {
    return ESCAPE
        .matcher(value)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
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
