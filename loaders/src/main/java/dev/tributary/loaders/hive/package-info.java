/**
 * Hive's external tables, through the metastore or, where only that is open, through HiveServer2.
 * The data stay where the jobs wrote them; this package only ever changes what Hive knows of them.
 */
package dev.tributary.loaders.hive;
