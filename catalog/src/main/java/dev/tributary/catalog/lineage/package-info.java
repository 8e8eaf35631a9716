/** What runs read and write, for who draws the ways of data. */
package dev.tributary.catalog.lineage;
