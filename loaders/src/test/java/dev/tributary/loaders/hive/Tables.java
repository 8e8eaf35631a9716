package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.Table;
import java.util.List;

/** Tables that the tests speak about. */
final class Tables {

  static final Column NAME = new Column("name", Scalar.STRING, "the buoy's name");
  static final Column LEAD = new Column("lead", Scalar.DOUBLE, "µg/l");
  static final Column PLACE =
      new Column(
          "place",
          new ColumnType.Struct(
              List.of(
                  new Column("lat", Scalar.DOUBLE, "degrees"),
                  new Column("date", Scalar.STRING, ""))),
          "where and when");

  private Tables() {}

  /** An unpartitioned table of text. */
  static Table buoys(Column... columns) {
    return new Table("buoys", "Buoys, by name", List.of(columns), false, Table.Format.TEXT);
  }

  /** A table of JSON by day. */
  static Table readings(Column... columns) {
    return new Table("readings", "Readings", List.of(columns), true, Table.Format.JSON);
  }
}
