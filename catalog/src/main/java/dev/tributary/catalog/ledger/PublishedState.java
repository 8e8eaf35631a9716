package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.table.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What Hive must show of a dataset's tables, and whether that is still of what there is. */
final class PublishedState {

  /** Of a raw table, what its directory should hold by now: an export may have added to it. */
  private static final String SHOWN =
      """
      WITH seen AS (
        SELECT DISTINCT ON (table_name, dt) table_name, dt, version, held_version
        FROM tributary.publication ORDER BY table_name, dt, id DESC)
      SELECT v.definition, v.job_id IS NULL, s.dt, s.version, p.directory,
        CASE WHEN v.job_id IS NULL THEN (
          SELECT coalesce(sum(f.rows), 0) FROM tributary.file f
          WHERE f.feed = ? AND f.dt = s.dt AND starts_with(f.path, p.directory || '/')
            AND position('/' IN substr(f.path, length(p.directory) + 2)) = 0)
        ELSE coalesce(p.rows, 0) END,
        s.held_version IS NOT NULL
      FROM seen s
      JOIN tributary.table_version v USING (table_name, version)
      JOIN tributary.table_partition p USING (table_name, version, dt)
      WHERE v.dataset = ? ORDER BY s.table_name, s.dt""";

  private final Connection connection;
  private final Dataset dataset;
  private final String main;
  private final Map<Key, Long> generations = new HashMap<>();
  private final Map<Version, Map<Key, Long>> inputs = new HashMap<>();
  private final Map<Version, Map<Key, Long>> sources = new HashMap<>();
  private final Map<Key, Long> newest = new HashMap<>();

  PublishedState(Connection connection, Dataset dataset) {
    this.connection = connection;
    this.dataset = dataset;
    this.main = dataset.feed().name();
  }

  /** A partition of a feed or of a table. */
  private record Key(String of, String dt) {}

  private record Version(String table, long number) {}

  private record Shown(
      Table table,
      boolean raw,
      String dt,
      long version,
      String directory,
      long rows,
      boolean held) {}

  List<AuditedTable> tables() throws SQLException {
    load();
    Map<String, Table> definitions = new HashMap<>();
    Map<String, List<Shown>> byTable =
        Query.of(connection, SHOWN, main, dataset.name())
            .list(
                row ->
                    new Shown(
                        definitions.computeIfAbsent(row.getString(1), TableDefinition::read),
                        row.getBoolean(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getBoolean(7)))
            .stream()
            .collect(
                Collectors.groupingBy(
                    shown -> shown.table().name(), LinkedHashMap::new, Collectors.toList()));
    List<AuditedTable> tables = new ArrayList<>();
    for (List<Shown> shown : byTable.values()) {
      tables.add(table(shown));
    }
    return tables;
  }

  private AuditedTable table(List<Shown> shown) throws SQLException {
    Shown latest =
        shown.stream().reduce((a, b) -> b.version() >= a.version() ? b : a).orElseThrow();
    Set<String> shownDays = shown.stream().map(Shown::dt).collect(Collectors.toSet());
    boolean unshown =
        latest.table().partitioned()
            && generations.keySet().stream()
                .anyMatch(key -> key.of().equals(main) && !shownDays.contains(key.dt()));
    List<AuditedTable.Partition> partitions = new ArrayList<>();
    for (Shown each : shown) {
      partitions.add(
          new AuditedTable.Partition(
              each.table(),
              each.dt(),
              each.version(),
              each.directory(),
              each.rows(),
              each.held(),
              isDirty(each)));
    }
    List<AuditedTable.Version> versions = new ArrayList<>();
    if (!latest.raw()) {
      for (long version : shown.stream().map(Shown::version).collect(Collectors.toSet())) {
        versions.add(version(latest.table().name(), version));
      }
    }
    return new AuditedTable(latest.raw(), latest.table(), unshown, partitions, versions);
  }

  /** Whether what this partition was built from is no longer what there is. */
  private boolean isDirty(Shown shown) {
    Version version = new Version(shown.table().name(), shown.version());
    Map<Key, Long> read = inputs.getOrDefault(version, Map.of());
    Map<Key, Long> from = sources.getOrDefault(version, Map.of());
    if (shown.table().partitioned()) {
      // A row of this day comes from records of this day, and of what they are joined with.
      return read.entrySet().stream()
              .filter(in -> !in.getKey().of().equals(main) || in.getKey().dt().equals(shown.dt()))
              .anyMatch(in -> !in.getValue().equals(generations.get(in.getKey())))
          || !Optional.ofNullable(generations.get(new Key(main, shown.dt())))
              .equals(Optional.ofNullable(read.get(new Key(main, shown.dt()))));
    }
    return !read.equals(ofSame(read, generations)) || !from.equals(ofSame(from, newest));
  }

  /** What there is now of the feeds, or tables, that were read. */
  private static Map<Key, Long> ofSame(Map<Key, Long> read, Map<Key, Long> now) {
    Set<String> names = read.keySet().stream().map(Key::of).collect(Collectors.toSet());
    return now.entrySet().stream()
        .filter(each -> names.contains(each.getKey().of()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private AuditedTable.Version version(String table, long number) throws SQLException {
    Map<Key, Long> read = inputs.getOrDefault(new Version(table, number), Map.of());
    Set<String> dts = new HashSet<>();
    boolean asTheyWere = true;
    for (Map.Entry<Key, Long> input : read.entrySet()) {
      if (input.getKey().of().equals(main)) {
        dts.add(input.getKey().dt());
        asTheyWere &= input.getValue().equals(generations.get(input.getKey()));
      }
    }
    boolean ofRecords = !sources.containsKey(new Version(table, number));
    Optional<List<String>> known =
        asTheyWere ? Optional.of(dts.stream().sorted().toList()) : Optional.empty();
    return Query.of(
            connection,
            """
            SELECT directory, input_hash, coalesce(input_rows, 0) FROM tributary.table_version
            WHERE table_name = ? AND version = ?""",
            table,
            number)
        .first(
            row ->
                new AuditedTable.Version(
                    number,
                    row.getString(1),
                    Optional.ofNullable(row.getString(2)).filter(hash -> ofRecords),
                    row.getLong(3),
                    known))
        .orElseThrow();
  }

  private void load() throws SQLException {
    Query.of(connection, "SELECT feed, dt, generation FROM tributary.partition")
        .list(row -> generations.put(new Key(row.getString(1), row.getString(2)), row.getLong(3)));
    Query.of(
            connection,
            """
            SELECT i.table_name, i.version, i.feed, i.dt, i.generation
            FROM tributary.table_input i JOIN tributary.table_version v USING (table_name, version)
            WHERE v.dataset = ? AND EXISTS (
              SELECT 1 FROM tributary.publication p
              WHERE p.table_name = i.table_name AND p.version = i.version)""",
            dataset.name())
        .list(row -> addTo(inputs, row));
    Query.of(
            connection,
            """
            SELECT s.table_name, s.version, s.source_table, s.dt, s.source_version
            FROM tributary.table_source s JOIN tributary.table_version v
              ON v.table_name = s.table_name AND v.version = s.version
            WHERE v.dataset = ?""",
            dataset.name())
        .list(row -> addTo(sources, row));
    Query.of(
            connection,
            """
            SELECT p.table_name, p.dt, max(p.version) FROM tributary.table_partition p
            JOIN tributary.table_version v USING (table_name, version)
            WHERE v.dataset = ? AND v.state = 'built' GROUP BY p.table_name, p.dt""",
            dataset.name())
        .list(row -> newest.put(new Key(row.getString(1), row.getString(2)), row.getLong(3)));
  }

  /** A row of table, version, and what it was built from: name, {@code dt}, which state of it. */
  private static Long addTo(Map<Version, Map<Key, Long>> all, ResultSet row) throws SQLException {
    return all.computeIfAbsent(
            new Version(row.getString(1), row.getLong(2)), version -> new HashMap<>())
        .put(new Key(row.getString(3), row.getString(4)), row.getLong(5));
  }
}
