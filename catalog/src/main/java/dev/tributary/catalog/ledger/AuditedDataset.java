package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Dataset;
import java.time.Instant;
import java.util.List;

/**
 * A dataset in PostgreSQL at one moment: what is landed, and what the ledger says of the rest.
 *
 * @param feeds those of its feeds that were landed
 * @param tables those of its tables that were published
 * @param warehouse the partitions that its warehouse was loaded with
 */
public record AuditedDataset(
    Dataset dataset,
    Instant moment,
    List<AuditedFeed> feeds,
    List<AuditedTable> tables,
    List<WarehouseCount> warehouse) {

  public AuditedDataset {
    feeds = List.copyOf(feeds);
    tables = List.copyOf(tables);
    warehouse = List.copyOf(warehouse);
  }
}
