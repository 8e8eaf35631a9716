/** A record on its way: where it stands in Kafka, and what a set of records adds up to. */
package dev.tributary.catalog.record;
