package dev.tributary.catalog.ledger;

/**
 * Rows of a partition in the warehouse.
 *
 * @param version that it was loaded with last
 * @param recorded how many were loaded
 * @param counted how many of that version are there
 * @param others how many of other versions are there
 * @param published whether Hive was pointed at that version last
 */
public record WarehouseCount(
    String table,
    String dt,
    long version,
    long recorded,
    long counted,
    long others,
    boolean published) {}
