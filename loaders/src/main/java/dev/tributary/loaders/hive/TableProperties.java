package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Table;
import java.util.Map;
import java.util.TreeMap;

/** What a table of ours says of itself in Hive. */
final class TableProperties {

  private TableProperties() {}

  static Map<String, String> of(Table table) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("comment", table.comment());
    // Dropping the table or a partition must never delete what the ledger lists.
    properties.put("external.table.purge", "false");
    if (table.partitioned()) {
      // No call that adds partitions can say so for itself.
      properties.put(Statistics.DO_NOT_UPDATE, "true");
    }
    return properties;
  }
}
