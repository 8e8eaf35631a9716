package dev.tributary.catalog.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The type of a column, with its name in Hive's DDL. */
public sealed interface ColumnType {

  /** The type as Hive writes it, in lower case. */
  String hive();

  /** The type that Hive writes so, parts of a struct without their comments. */
  static ColumnType parse(String hive) {
    for (Scalar scalar : Scalar.values()) {
      if (scalar.hive.equals(hive)) {
        return scalar;
      }
    }
    if (!hive.startsWith("struct<") || !hive.endsWith(">")) {
      throw new IllegalArgumentException("column type '" + hive + "' is not known");
    }
    List<Column> fields = new ArrayList<>();
    String parts = hive.substring("struct<".length(), hive.length() - 1);
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= parts.length(); i++) {
      char c = i == parts.length() ? ',' : parts.charAt(i);
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == ',' && depth == 0) {
        String part = parts.substring(start, i);
        int colon = part.indexOf(':');
        fields.add(new Column(part.substring(0, colon), parse(part.substring(colon + 1)), ""));
        start = i + 1;
      }
    }
    return new Struct(fields);
  }

  /** A type without parts. */
  enum Scalar implements ColumnType {
    STRING("string", "text"),
    INT("int", "integer"),
    BIGINT("bigint", "bigint"),
    DOUBLE("double", "double precision"),
    BOOLEAN("boolean", "boolean"),
    DATE("date", "date"),
    /** Local date and time: no zone is kept or assumed. */
    TIMESTAMP("timestamp", "timestamp");

    private final String hive;
    private final String postgres;

    Scalar(String hive, String postgres) {
      this.hive = hive;
      this.postgres = postgres;
    }

    @Override
    public String hive() {
      return hive;
    }

    /** The type as PostgreSQL writes it. */
    public String postgres() {
      return postgres;
    }
  }

  /** Named parts, as a JSON object holds them. */
  record Struct(List<Column> fields) implements ColumnType {
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public String hive() {
      return fields.stream()
          .map(field -> field.name() + ":" + field.type().hive())
          .collect(Collectors.joining(",", "struct<", ">"));
    }
  }
}
