package dev.tributary.mapreduce.rollup;

import dev.tributary.catalog.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job does, declared: for each group of a dataset's records one row, with the groups' fields
 * first and then what is said of each, in the order in which it is declared here.
 *
 * <p>All figures are exact and rounded once: the same records give the same bytes, however they are
 * split into files, mappers and merges. Rows are sorted by the groups' fields, text by its UTF-8
 * bytes, NULL first.
 *
 * <p>A record that lacks a group's field counts in those groups alone that are totals over it; if
 * there is none, or a member that is named here is of another type, it is left out and counted.
 * Other members that it lacks are no values.
 */
public final class Rollup {

  private final String name;
  private String dataset = "";
  private String comment = "";
  private final List<Field> groups = new ArrayList<>();
  private final List<Clause> clauses = new ArrayList<>();
  private final List<String> identity = new ArrayList<>();
  private String recency = "";

  private Rollup(String name) {
    this.name = name;
  }

  /** Begins the declaration of a table. */
  public static Rollup named(String table) {
    return new Rollup(table);
  }

  /** Whose records are read. */
  public Rollup of(String nameOfDataset) {
    dataset = nameOfDataset;
    return this;
  }

  /** One sentence about the rows. */
  public Rollup comment(String sentence) {
    comment = sentence;
    return this;
  }

  /** A row for each combination of these that occurs, and for the totals that they ask for. */
  public Rollup groupBy(Field... fields) {
    groups.addAll(List.of(fields));
    return this;
  }

  /** A column with the number of records. */
  public Rollup count(String column, String meaning) {
    clauses.add(new Clause.Count(column, meaning));
    return this;
  }

  /** A column for each measure of a field: {@code attack_min}, {@code attack_mean}, … */
  public Rollup measure(Field field, Measure... measures) {
    clauses.add(new Clause.Measures(field, List.of(measures)));
    return this;
  }

  /**
   * A column with a map: how many records have each name in an object, or each value of a text.
   *
   * @param member the object or text; a name whose value is null is not there
   */
  public Rollup frequency(String member, String meaning) {
    clauses.add(new Clause.Frequency(member, meaning));
    return this;
  }

  /**
   * Records that agree in these members are states of one thing, of which the latest counts. A
   * record that lacks one of them stands for itself.
   */
  public Latest latestOf(String... members) {
    return new Latest(List.of(members));
  }

  /** How the latest state is known. */
  public final class Latest {

    private final List<String> members;

    private Latest(List<String> members) {
      this.members = members;
    }

    /**
     * By a text that sorts as time goes: ISO 8601 in one zone. A state without it is before all
     * others. Of several with the same, an earlier offset of one Kafka partition gives way to a
     * later; then the greater content stays.
     */
    public Rollup by(String member) {
      identity.addAll(members);
      recency = member;
      return Rollup.this;
    }
  }

  /** The table that it makes, as text. */
  public Table table() {
    return declaration().table();
  }

  Declaration declaration() {
    return new Declaration(name, dataset, comment, groups, clauses, identity, recency);
  }
}
