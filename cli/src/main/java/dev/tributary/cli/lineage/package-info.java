/** OpenLineage events of what runs read and write, to a file, to a server, or to nobody. */
package dev.tributary.cli.lineage;
