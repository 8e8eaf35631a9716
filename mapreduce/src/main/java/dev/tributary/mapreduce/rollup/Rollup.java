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
  private String view = "";
  private Partitions partitions = Partitions.NONE;
  private States states = States.NONE;

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

  /** Counts the rows that a view makes of the records instead of these. */
  public Rollup over(Class<? extends View> viewOfRecords) {
    view = viewOfRecords.getName();
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

  /**
   * Keeps the table by {@code dt}; a change builds only those partitions anew that it reaches.
   *
   * @param field a text that is grouped by, which begins with the row's {@code dt}, YYYY-MM-DD
   * @param reach by how many days that may differ from the {@code dt} of the record, either way
   */
  public Rollup partitionedBy(String field, int reach) {
    partitions = new Partitions(field, reach);
    return this;
  }

  /** A column with the number of records. */
  public Rollup count(String column, String meaning) {
    clauses.add(new Clause.Count(column, meaning));
    return this;
  }

  /** A column with the number of records that have a value of a field. */
  public Rollup count(Field present, String column, String meaning) {
    clauses.add(new Clause.Present(present, column, meaning));
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
   * A column with the value of a text that most records have; of several, the least by its UTF-8
   * bytes.
   */
  public Rollup mostFrequent(String member, String column, String meaning) {
    clauses.add(new Clause.MostFrequent(member, column, meaning));
    return this;
  }

  /**
   * A column with a total, {@code rain_total}, of amounts that each say how much it was in a period
   * so far: the last of a period counts, of several at one time the greatest. The sum is exact. A
   * record that lacks one of the three members has no part in it.
   *
   * @param amount a number
   * @param period a text that is the same within a period
   * @param time a whole number that grows with time
   */
  public Rollup totalOfLast(Field amount, String period, String time) {
    clauses.add(new Clause.TotalOfLast(amount, period, time));
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
    private List<String> optional = List.of();

    private Latest(List<String> members) {
      this.members = members;
    }

    /** And agree in these, where two that lack one agree in it. */
    public Latest withOptional(String... others) {
      optional = List.of(others);
      return this;
    }

    /**
     * By a text that sorts as time goes: ISO 8601 in one zone. A state without it is before all
     * others. Of several with the same, an earlier offset of one Kafka partition gives way to a
     * later; then the greater content stays.
     */
    public Rollup by(String member) {
      states = new States(members, optional, member);
      return Rollup.this;
    }
  }

  /** The table that it makes, as text. */
  public Table table() {
    return declaration().table();
  }

  Declaration declaration() {
    return new Declaration(name, dataset, comment, view, partitions, groups, clauses, states);
  }
}
