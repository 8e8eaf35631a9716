package dev.tributary.mapreduce.water;

import static dev.tributary.catalog.table.ColumnType.Scalar.STRING;

import dev.tributary.catalog.table.Column;

/** Columns that several of the tables have. */
final class WaterColumns {

  static final Column SITE = new Column("site_id", STRING, "site, as the samples name it");

  static final Column PROGRAM =
      new Column("program_id", STRING, "monitoring program; a site may be in several");

  static final Column STATE =
      new Column("state", STRING, "state of the site; NULL if the reference has none");

  static final Column PARAMETER =
      new Column("parameter", STRING, "column of the samples, its unit at the end");

  private WaterColumns() {}
}
