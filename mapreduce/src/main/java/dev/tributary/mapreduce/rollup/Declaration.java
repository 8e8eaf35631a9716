package dev.tributary.mapreduce.rollup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * A rollup as it was declared, checked; the driver tells it to the tasks as JSON.
 *
 * @param view the class that makes rows of the records; empty if these are the rows
 */
record Declaration(
    String name,
    String dataset,
    String comment,
    String view,
    Partitions partitions,
    List<Field> groups,
    List<Clause> clauses,
    States states) {

  private static final String SETTING = "tributary.rollup.declaration";
  private static final ObjectMapper JSON = new ObjectMapper();

  Declaration {
    groups = List.copyOf(groups);
    clauses = List.copyOf(clauses);
    check(
        !groups.isEmpty() && !clauses.isEmpty(), name, "say what to group by and what to measure");
    Set<String> columns = new HashSet<>();
    for (Column column : columns(groups, clauses)) {
      check(columns.add(column.name()), name, "column " + column.name() + " is there twice");
    }
    for (int i = 1; i < groups.size(); i++) {
      check(
          groups.get(i).total() || !groups.get(i - 1).total(),
          name,
          "%s has a total, so must %s behind it"
              .formatted(groups.get(i - 1).name(), groups.get(i).name()));
    }
    String day = partitions.field();
    check(
        partitions.none() || groups.stream().anyMatch(group -> group.isText(day) && !group.total()),
        name,
        "it is partitioned by " + day + ", so group by that text, without a total");
  }

  private static void check(boolean right, String name, String advice) {
    if (!right) {
      throw new IllegalArgumentException("rollup " + name + ": " + advice);
    }
  }

  /** The table of its rows, as text. */
  Table table() {
    return new Table(name, comment, columns(groups, clauses), !partitions.none(), Table.Format.TEXT)
        .keyedBy(groups.stream().map(Field::column).toArray(String[]::new));
  }

  private static List<Column> columns(List<Field> groups, List<Clause> clauses) {
    List<Column> columns = new ArrayList<>();
    for (Field group : groups) {
      Scalar type =
          switch (group.kind()) {
            case TEXT -> Scalar.STRING;
            case INTEGER -> Scalar.INT;
            default ->
                throw new IllegalArgumentException(
                    group.name() + ": group by a text or an integer");
          };
      String total = group.total() ? "; NULL for all together" : "";
      columns.add(new Column(group.column(), type, group.meaning() + total));
    }
    clauses.forEach(clause -> columns.addAll(clause.columns()));
    return columns;
  }

  /** How many of the groups' fields a record must have: the first ones, which have no total. */
  int required() {
    return (int) groups.stream().filter(group -> !group.total()).count();
  }

  /** What makes rows of the records, of a task's own. */
  View view(Configuration conf) {
    try {
      return view.isEmpty()
          ? record -> List.of(record)
          : ReflectionUtils.newInstance(conf.getClassByName(view).asSubclass(View.class), conf);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("rollup " + name + ": the job jar lacks " + view, e);
    }
  }

  void set(Configuration conf) {
    try {
      conf.set(SETTING, JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rollup " + name + " cannot be written as JSON", e);
    }
  }

  /** Raw: a comment may hold what looks like a variable. */
  static Declaration get(Configuration conf) {
    try {
      return JSON.readValue(conf.getRaw(SETTING), Declaration.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(SETTING + " holds no rollup", e);
    }
  }
}
