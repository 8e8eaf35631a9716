package dev.tributary.cli.audit;

import static dev.tributary.catalog.audit.Discrepancy.Kind.ABSENT;
import static dev.tributary.catalog.audit.Discrepancy.Kind.ADDITIONAL;
import static dev.tributary.catalog.audit.Discrepancy.Kind.HIVE_ROWS;
import static dev.tributary.catalog.audit.Discrepancy.Kind.MISDIRECTED;

import dev.tributary.catalog.audit.Days;
import dev.tributary.catalog.audit.Discrepancy;
import dev.tributary.catalog.ledger.AuditLedger;
import dev.tributary.catalog.ledger.AuditedTable;
import dev.tributary.loaders.hive.HiveTables;
import dev.tributary.loaders.hive.PartitionKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Holds what Hive shows against what it was pointed at. */
record HiveAudit(Findings findings, Days days, AuditLedger ledger, FileSystem files) {

  void hold(List<AuditedTable> tables, HiveTables hive) {
    for (AuditedTable table : tables) {
      Optional<String> location = hive.location(table.newest());
      if (location.isEmpty()) {
        findings.add(
            Discrepancy.at(ABSENT, table.name(), "Hive has no such table, and it was published"));
        continue;
      }
      findings.count("hive_tables", 1);
      Map<String, String> seen = new TreeMap<>();
      if (table.newest().partitioned()) {
        hive.partitionLocations(table.newest())
            .forEach((key, directory) -> seen.put(dt(key), directory));
      } else {
        seen.put("", location.get());
      }
      boolean right = hold(table, seen);
      if (right) {
        hive.rows(table.newest()).ifPresent(rows -> holdRows(table, rows));
      }
    }
  }

  private static String dt(PartitionKey key) {
    return String.join("/", key.values());
  }

  private boolean hold(AuditedTable table, Map<String, String> seen) {
    int before = findings.discrepancies().size();
    Map<String, String> others = new TreeMap<>(seen);
    for (AuditedTable.Partition partition : table.partitions()) {
      String location = others.remove(partition.dt());
      if (!days.hold(partition.dt())) {
        continue;
      }
      findings.count("hive_partitions", location == null ? 0 : 1);
      String name = TablesAudit.name(table, partition);
      if (location == null) {
        findings.add(
            Discrepancy.at(
                ABSENT,
                name,
                "Hive has no such partition, and it was published at " + partition.directory()));
      } else if (!qualified(location).equals(qualified(partition.directory()))) {
        findings.add(Discrepancy.at(MISDIRECTED, name, elsewhere(table, partition, location)));
      }
    }
    others.forEach(
        (dt, location) -> {
          if (days.hold(dt)) {
            findings.add(
                Discrepancy.at(
                    ADDITIONAL,
                    table.name() + "/dt=" + dt,
                    "Hive shows %s, and nothing was published there".formatted(location)));
          }
        });
    return findings.discrepancies().size() == before;
  }

  private String elsewhere(AuditedTable table, AuditedTable.Partition partition, String location) {
    String shown = new Path(location).toUri().getPath();
    String version =
        ledger
            .versionIn(table.name(), partition.dt(), shown)
            .map(number -> "version " + number)
            .orElse("no version that the ledger knows");
    return "Hive shows %s (%s), and was pointed at %s (version %d)"
        .formatted(shown, version, partition.directory(), partition.version());
  }

  private Path qualified(String location) {
    return files.makeQualified(new Path(location));
  }

  private void holdRows(AuditedTable table, Map<String, Long> rows) {
    findings.count("hive_rows", rows.values().stream().mapToLong(Long::longValue).sum());
    for (AuditedTable.Partition partition : table.partitions()) {
      long seen = rows.getOrDefault(partition.dt(), 0L);
      if (days.hold(partition.dt()) && seen != partition.rows()) {
        findings.add(
            Discrepancy.at(
                HIVE_ROWS,
                TablesAudit.name(table, partition),
                "a query finds %,d rows, and version %d has %,d"
                    .formatted(seen, partition.version(), partition.rows())));
      }
    }
  }
}
