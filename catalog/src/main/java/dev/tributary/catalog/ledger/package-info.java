/**
 * The ledger in PostgreSQL: what every step did, written in the same transaction as the doing. Each
 * change of the truth is one method of {@link dev.tributary.catalog.ledger.Ledger}.
 */
package dev.tributary.catalog.ledger;
