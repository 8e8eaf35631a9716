package dev.tributary.cli.audit;

import static dev.tributary.catalog.audit.Discrepancy.Kind.INPUT_DIFFERS;
import static dev.tributary.catalog.audit.Discrepancy.Kind.MISSING_FILE;
import static dev.tributary.catalog.audit.Discrepancy.Kind.ROWS_DIFFER;

import dev.tributary.catalog.audit.Days;
import dev.tributary.catalog.audit.Discrepancy;
import dev.tributary.catalog.ledger.AuditedTable;
import dev.tributary.catalog.record.CoordinateSet;
import dev.tributary.catalog.record.SetHash;
import dev.tributary.loaders.audit.FoundRows;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the published versions of a dataset's tables against their files, and against the records
 * that they were built from, as these were found.
 */
final class TablesAudit {

  private final Findings findings;
  private final Days days;
  private final FilesAudit.Found found;
  private final Map<String, SetHash> hashes = new HashMap<>();

  TablesAudit(Findings findings, Days days, FilesAudit.Found found) {
    this.findings = findings;
    this.days = days;
    this.found = found;
  }

  void hold(List<AuditedTable> tables, FoundRows files) throws IOException {
    for (AuditedTable table : tables) {
      findings.count("tables", 1);
      findings.count("dirty", table.unshown() ? 1 : 0);
      for (AuditedTable.Partition partition : table.partitions()) {
        if (days.hold(partition.dt())) {
          findings.count("table_partitions", 1);
          findings.count("dirty", partition.dirty() ? 1 : 0);
          findings.count("restored", partition.restored() ? 1 : 0);
          hold(table, partition, files);
        }
      }
      table.versions().forEach(version -> hold(table, version));
    }
  }

  private void hold(AuditedTable table, AuditedTable.Partition partition, FoundRows files)
      throws IOException {
    if (table.raw() && found.unsound().contains(partition.dt())) {
      return; // what is wrong with its files is told already
    }
    Optional<Long> rows = files.count(partition.directory(), partition.table().format());
    String what = name(table, partition) + " version " + partition.version();
    if (rows.isEmpty()) {
      findings.add(
          Discrepancy.at(
              MISSING_FILE, partition.directory(), "the directory of " + what + " is gone"));
      return;
    }
    findings.count("table_rows", rows.get());
    if (rows.get() != partition.rows()) {
      findings.add(
          Discrepancy.at(
              ROWS_DIFFER,
              partition.directory(),
              "%s has %,d rows in its files, and was written with %,d"
                  .formatted(what, rows.get(), partition.rows())));
    }
  }

  /** A version whose records have changed since is dirty, and what it read cannot be told. */
  private void hold(AuditedTable table, AuditedTable.Version version) {
    if (version.hash().isEmpty() || days.limited()) {
      return;
    }
    List<String> dts = version.dts().orElse(List.of());
    if (version.dts().isEmpty() || dts.stream().anyMatch(found.unsound()::contains)) {
      findings.count("versions_not_held", 1);
      return;
    }
    SetHash hash = dts.stream().map(this::hash).reduce(SetHash.EMPTY, SetHash::plus);
    findings.count("versions_held", 1);
    if (!hash.toString().equals(version.hash().get())) {
      findings.add(
          Discrepancy.at(
              INPUT_DIFFERS,
              version.directory(),
              "%s version %d was built from %,d records, and the files that it was built from have %,d, or others"
                  .formatted(table.name(), version.number(), version.records(), hash.count())));
    }
  }

  private SetHash hash(String dt) {
    return hashes.computeIfAbsent(
        dt, day -> found.records().getOrDefault(day, CoordinateSet.NONE).hash());
  }

  /** {@code water_data/dt=1992-01-01}, or the table's name where it is kept whole. */
  static String name(AuditedTable table, AuditedTable.Partition partition) {
    return table.name() + (partition.dt().isEmpty() ? "" : "/dt=" + partition.dt());
  }
}
