/** PostgreSQL to HDFS: committed batches as files by partition, whole or not at all. */
package dev.tributary.exporters.hdfs;
