/** Kafka to PostgreSQL: each message landed once, a duplicate, or in quarantine. */
package dev.tributary.exporters.postgres;
