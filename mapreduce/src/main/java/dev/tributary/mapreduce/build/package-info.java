/** Versions of tables, from what the ledger plans to what it is told was built. */
package dev.tributary.mapreduce.build;
