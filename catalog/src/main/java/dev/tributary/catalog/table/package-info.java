/** What a published table looks like: its columns, its partitions, the form of its files. */
package dev.tributary.catalog.table;
