package dev.tributary.catalog.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The type of a column, with its name in Hive's DDL and in PostgreSQL's. */
public sealed interface ColumnType {

  /** The type as Hive writes it, in lower case. */
  String hive();

  /** The type as PostgreSQL writes it: types with parts are JSON there. */
  default String postgres() {
    return "jsonb";
  }

  /** The type that Hive writes so, parts of a struct without their comments. */
  static ColumnType parse(String hive) {
    for (Scalar scalar : Scalar.values()) {
      if (scalar.hive.equals(hive)) {
        return scalar;
      }
    }
    Optional<List<String>> struct = parts("struct", hive);
    if (struct.isPresent()) {
      return new Struct(struct.get().stream().map(ColumnType::field).toList());
    }
    Optional<List<String>> map = parts("map", hive);
    if (map.isPresent() && map.get().size() == 2 && map.get().get(0).equals("string")) {
      return new MapOf(parse(map.get().get(1)));
    }
    Optional<List<String>> list = parts("array", hive);
    if (list.isPresent() && list.get().size() == 1) {
      return new ListOf(parse(list.get().get(0)));
    }
    throw new IllegalArgumentException("column type '" + hive + "' is not known");
  }

  private static Column field(String part) {
    int colon = part.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("part '" + part + "' of a struct has no type");
    }
    return new Column(part.substring(0, colon), parse(part.substring(colon + 1)), "");
  }

  /** What stands between the brackets behind a word, parted at the commas outside of others. */
  private static Optional<List<String>> parts(String word, String hive) {
    if (!hive.startsWith(word + "<") || !hive.endsWith(">")) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    String inner = hive.substring(word.length() + 1, hive.length() - 1);
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= inner.length(); i++) {
      char c = i == inner.length() ? ',' : inner.charAt(i);
      depth += c == '<' ? 1 : c == '>' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(inner.substring(start, i));
        start = i + 1;
      }
    }
    return Optional.of(parts);
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

    @Override
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

  /** Values by names that the data choose. */
  record MapOf(ColumnType value) implements ColumnType {
    @Override
    public String hive() {
      return "map<string," + value.hive() + ">";
    }
  }

  /** Values in their order. */
  record ListOf(ColumnType element) implements ColumnType {
    @Override
    public String hive() {
      return "array<" + element.hive() + ">";
    }
  }
}
