package dev.tributary.loaders.hive;

import java.util.stream.Collectors;

/** The statements of HiveQL about a view. */
record ViewDdl(ViewForm form) {

  String show() {
    return "SHOW TABLES IN " + Ddl.name(form.database()) + " LIKE " + Ddl.text(form.view().name());
  }

  String describe() {
    return "DESCRIBE EXTENDED " + name();
  }

  String create() {
    return "CREATE" + definition();
  }

  String replace() {
    return "CREATE OR REPLACE" + definition();
  }

  private String definition() {
    return " VIEW "
        + name()
        + form.columns().stream()
            .map(column -> Ddl.name(column.name()) + " COMMENT " + Ddl.text(column.comment()))
            .collect(Collectors.joining(", ", " (", ")"))
        + " COMMENT "
        + Ddl.text(form.view().comment())
        + " TBLPROPERTIES "
        + Ddl.properties(form.properties())
        + " AS "
        + form.select();
  }

  private String name() {
    return Ddl.name(form.database()) + "." + Ddl.name(form.view().name());
  }
}
