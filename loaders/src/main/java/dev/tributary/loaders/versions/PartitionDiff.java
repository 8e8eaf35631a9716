package dev.tributary.loaders.versions;

import dev.tributary.catalog.ledger.VersionedPartition;
import dev.tributary.catalog.table.Table;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many rows of a partition differ between two states of its table. */
final class PartitionDiff {

  private final String dt;
  private final VersionedPartition from; // null where the partition was not there
  private final VersionedPartition to; // null likewise
  private final Map<RowDiff.Kind, Long> counts = new EnumMap<>(RowDiff.Kind.class);

  PartitionDiff(String dt, VersionedPartition from, VersionedPartition to) {
    this.dt = dt;
    this.from = from;
    this.to = to;
  }

  String dt() {
    return dt;
  }

  void count(RowDiff.Kind kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  long counted(RowDiff.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** Why its rows cannot be compared; empty if they can. */
  String note() {
    for (VersionedPartition each : new VersionedPartition[] {from, to}) {
      if (each != null && each.retired()) {
        return "version %d was retired, its rows are gone".formatted(each.version());
      } else if (each != null && isRaw(each.table())) {
        return "records as they were landed: not compared by row";
      }
    }
    return "";
  }

  private static boolean isRaw(Table table) {
    return table.format() != Table.Format.TEXT && table.format() != Table.Format.PARQUET;
  }

  String[] cells() {
    boolean compared = note().isEmpty();
    return new String[] {
      dt.isEmpty() ? "-" : dt,
      version(from),
      version(to),
      rows(from),
      rows(to),
      compared ? String.valueOf(counted(RowDiff.Kind.ADDED)) : "?",
      compared ? String.valueOf(counted(RowDiff.Kind.REMOVED)) : "?",
      compared ? String.valueOf(counted(RowDiff.Kind.CHANGED)) : "?",
      note()
    };
  }

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("dt", dt);
    facts.put("from_version", from == null ? null : from.version());
    facts.put("to_version", to == null ? null : to.version());
    facts.put("from_rows", from == null ? null : from.rows());
    facts.put("to_rows", to == null ? null : to.rows());
    facts.put("compared", note().isEmpty());
    if (note().isEmpty()) {
      facts.put("added", counted(RowDiff.Kind.ADDED));
      facts.put("removed", counted(RowDiff.Kind.REMOVED));
      facts.put("changed", counted(RowDiff.Kind.CHANGED));
    } else {
      facts.put("note", note());
    }
    return facts;
  }

  private static String version(VersionedPartition partition) {
    return partition == null ? "-" : String.valueOf(partition.version());
  }

  private static String rows(VersionedPartition partition) {
    return partition == null || partition.rows() == null ? "-" : String.valueOf(partition.rows());
  }
}
