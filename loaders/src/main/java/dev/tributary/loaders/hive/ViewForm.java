package dev.tributary.loaders.hive;

import dev.tributary.catalog.record.Sha256;
import dev.tributary.catalog.table.ColumnType;
import dev.tributary.catalog.table.View;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A view as Hive keeps it in one database. */
record ViewForm(String database, View view) {

  /** The property by which a view of ours is known, and whether it is as it was declared. */
  static final String MARK = "tributary.view";

  List<KnownTable.Field> columns() {
    return view.columns().stream().map(each -> KnownTable.Field.of(each.column())).toList();
  }

  /** What the view says of itself in Hive. */
  Map<String, String> properties() {
    return Map.of("comment", view.comment(), MARK, mark());
  }

  /** Its query, which means the same in whichever database it is asked. */
  String select() {
    return "SELECT "
        + view.columns().stream().map(ViewForm::computed).collect(Collectors.joining(", "))
        + " FROM "
        + Ddl.name(database)
        + "."
        + Ddl.name(view.of())
        + view.where().map(" WHERE "::concat).orElse("");
  }

  /** Cast, for Hive takes a view's types from its query: the declared one is to be true. */
  private static String computed(View.Computed each) {
    ColumnType type = each.column().type();
    String value =
        type instanceof ColumnType.Scalar
            ? "CAST(" + each.as() + " AS " + type.hive() + ")"
            : each.as();
    return value + " AS " + Ddl.name(each.column().name());
  }

  /** A digest of all that the declaration says. */
  String mark() {
    StringBuilder said = new StringBuilder(select()).append('\n').append(view.comment());
    for (KnownTable.Field column : columns()) {
      said.append('\n').append(column).append(' ').append(column.comment());
    }
    byte[] digest = Sha256.create().digest(said.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 16);
  }
}
