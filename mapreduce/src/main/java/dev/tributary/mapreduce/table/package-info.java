/** Rows of a table as files: text or Parquet, in one directory or one for each {@code dt}. */
package dev.tributary.mapreduce.table;
