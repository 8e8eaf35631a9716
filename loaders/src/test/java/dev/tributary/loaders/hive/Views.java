package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.View;
import java.util.List;
import java.util.Optional;

/** Views that the tests speak about. */
final class Views {

  static final View.Computed NAME = new View.Computed(Tables.NAME, "upper(name)");
  static final View.Computed COUNTS =
      new View.Computed(new Column("counts", new ColumnType.MapOf(Scalar.BIGINT), ""), "`counts`");

  private Views() {}

  /** A view of the buoys that have lead. */
  static View leaded(View.Computed... columns) {
    return new View("leaded", "buoys", "Buoys with µ", Optional.of("lead > 0"), List.of(columns));
  }

  /** The form of a view in the database lake. */
  static ViewForm form(View view) {
    return new ViewForm("lake", view);
  }
}
