package dev.tributary.catalog.ledger;

import dev.tributary.catalog.table.Table;
import java.util.Map;

/**
 * What Hive is to be pointed at so that its readers see the newest version of a table.
 *
 * @param directories where each partition lies, by {@code dt}
 * @param versions the version of each partition, by {@code dt}
 * @param base the directory of the table as a whole
 */
public record Publication(
    Table table, String base, Map<String, String> directories, Map<String, Long> versions) {}
