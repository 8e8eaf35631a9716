package dev.tributary.loaders.versions;

import dev.tributary.catalog.ledger.VersionedPartition;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import dev.tributary.loaders.rows.PartitionRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;

/**
 * How the rows of a table differ between two of its states, partition by partition, each of which
 * is held in memory. Rows are told apart by the table's key, or by all that they hold.
 */
final class TableDiff {

  private final FileSystem files;
  private final int limit;
  private final Map<String, VersionedPartition> from = new TreeMap<>();
  private final Map<String, VersionedPartition> to = new TreeMap<>();
  private final List<PartitionDiff> partitions = new ArrayList<>();
  private final List<RowDiff> shown = new ArrayList<>();

  /**
   * @param limit so many rows are told of; all are counted
   */
  TableDiff(
      FileSystem files, int limit, List<VersionedPartition> from, List<VersionedPartition> to) {
    this.files = files;
    this.limit = limit;
    from.forEach(each -> this.from.put(each.dt(), each));
    to.forEach(each -> this.to.put(each.dt(), each));
  }

  /** Reads what differs. */
  void compare() throws IOException {
    TreeMap<String, VersionedPartition> all = new TreeMap<>(from);
    all.putAll(to);
    for (String dt : all.keySet()) {
      VersionedPartition before = from.get(dt);
      VersionedPartition now = to.get(dt);
      if (before == null || now == null || before.version() != now.version()) {
        partitions.add(compare(dt, before, now));
      }
    }
  }

  private PartitionDiff compare(String dt, VersionedPartition before, VersionedPartition now)
      throws IOException {
    PartitionDiff diff = new PartitionDiff(dt, before, now);
    if (diff.note().isEmpty()) {
      List<String> by = key((now == null ? before : now).table());
      Map<Key, Map<String, Object>> old = read(before, by);
      read(now, by).forEach((key, row) -> compare(diff, key, old.remove(key), row));
      old.forEach((key, row) -> compare(diff, key, row, null));
    }
    return diff;
  }

  private void compare(
      PartitionDiff diff, Key key, Map<String, Object> before, Map<String, Object> now) {
    Map<String, List<Object>> changes = new LinkedHashMap<>();
    if (before != null && now != null) {
      Map<String, Object> columns = new LinkedHashMap<>(now);
      before.forEach(columns::putIfAbsent);
      for (String column : columns.keySet()) {
        if (!Objects.equals(before.get(column), now.get(column))) {
          changes.put(column, Arrays.asList(before.get(column), now.get(column)));
        }
      }
      if (changes.isEmpty()) {
        return;
      }
    }
    RowDiff row =
        new RowDiff(
            before == null
                ? RowDiff.Kind.ADDED
                : now == null ? RowDiff.Kind.REMOVED : RowDiff.Kind.CHANGED,
            diff.dt(),
            key.columns(),
            changes);
    diff.count(row.kind());
    if (shown.size() < limit) {
      shown.add(row);
    }
  }

  /** The rows by their key, in the order of the files; none of a partition that is not there. */
  private Map<Key, Map<String, Object>> read(VersionedPartition partition, List<String> key)
      throws IOException {
    Map<Key, Map<String, Object>> rows = new LinkedHashMap<>();
    if (partition == null) {
      return rows;
    }
    List<String> names = names(partition.table());
    Map<Map<String, Object>, Integer> times = new HashMap<>();
    try (PartitionRows all = new PartitionRows("versions", files, partition.readable())) {
      for (List<?> values = all.next(); values != null; values = all.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          row.put(names.get(i), values.get(i));
        }
        Map<String, Object> of = new LinkedHashMap<>();
        key.forEach(name -> of.put(name, row.get(name)));
        rows.put(new Key(of, times.merge(of, 1, Integer::sum)), row);
      }
    }
    return rows;
  }

  private static List<String> key(Table table) {
    return table.key().isEmpty() ? names(table) : table.key();
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  /** What tells a row apart; of several that are alike, the how manieth it is. */
  private record Key(Map<String, Object> columns, int time) {}

  List<String> lines() {
    if (partitions.isEmpty()) {
      return List.of();
    }
    Grid grid =
        new Grid("partition", "from", "to", "rows", "rows", "added", "removed", "changed", "note");
    for (PartitionDiff each : partitions) {
      grid.add(each.cells());
    }
    List<String> lines = new ArrayList<>(grid.lines());
    shown.forEach(row -> lines.add(row.line()));
    long more = total(RowDiff.Kind.values()) - shown.size();
    if (more > 0) {
      lines.add("… and %d rows more; --limit shows more".formatted(more));
    }
    return lines;
  }

  String summary(String table, long a, long b) {
    return partitions.isEmpty()
        ? "%s: no partition differs between version %d and version %d".formatted(table, a, b)
        : "%s: %d partitions differ between version %d and version %d: %d rows added, %d removed, %d changed"
            .formatted(
                table,
                partitions.size(),
                a,
                b,
                total(RowDiff.Kind.ADDED),
                total(RowDiff.Kind.REMOVED),
                total(RowDiff.Kind.CHANGED));
  }

  private long total(RowDiff.Kind... kinds) {
    return partitions.stream()
        .mapToLong(each -> Arrays.stream(kinds).mapToLong(each::counted).sum())
        .sum();
  }

  Map<String, Object> facts(String table, long a, long b) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("table", table);
    facts.put("from", a);
    facts.put("to", b);
    facts.put("added", total(RowDiff.Kind.ADDED));
    facts.put("removed", total(RowDiff.Kind.REMOVED));
    facts.put("changed", total(RowDiff.Kind.CHANGED));
    facts.put("partitions", partitions.stream().map(PartitionDiff::facts).toList());
    facts.put("rows", shown.stream().map(RowDiff::facts).toList());
    return facts;
  }
}
