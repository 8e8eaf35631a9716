/**
 * The published tables in PostgreSQL, for queries that want an answer in milliseconds: read from
 * the files that Hive's readers see, and written by the ledger.
 */
package dev.tributary.loaders.warehouse;
