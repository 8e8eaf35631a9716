package dev.tributary.mapreduce.rollup;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.MapOf;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.KeyOrder;
import java.util.List;
import java.util.Locale;

/** One thing that is said of each group: its columns, and what it wants of a record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "clause")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Clause.Count.class, name = "count"),
  @JsonSubTypes.Type(value = Clause.Present.class, name = "present"),
  @JsonSubTypes.Type(value = Clause.Measures.class, name = "measures"),
  @JsonSubTypes.Type(value = Clause.Frequency.class, name = "frequency"),
  @JsonSubTypes.Type(value = Clause.MostFrequent.class, name = "mostFrequent"),
  @JsonSubTypes.Type(value = Clause.TotalOfLast.class, name = "totalOfLast")
})
sealed interface Clause {

  List<Column> columns();

  /** The members that it is about. */
  List<Member> members();

  /**
   * A state that has taken nothing in.
   *
   * @param slots where in a row the members are
   */
  State state(int[] slots);

  /** How many records there are. */
  record Count(String name, String comment) implements Clause {
    @Override
    public List<Column> columns() {
      return List.of(new Column(name, Scalar.BIGINT, comment));
    }

    @Override
    public List<Member> members() {
      return List.of();
    }

    @Override
    public State state(int[] slots) {
      return new CountState();
    }
  }

  /** How many records have a value of a member. */
  record Present(Field field, String name, String comment) implements Clause {
    @Override
    public List<Column> columns() {
      return List.of(new Column(name, Scalar.BIGINT, comment));
    }

    @Override
    public List<Member> members() {
      return List.of(new Member(field.name(), field.kind()));
    }

    @Override
    public State state(int[] slots) {
      return new CountState(slots[0]);
    }
  }

  /** Figures over the values of a member. */
  record Measures(Field field, List<Measure> measures) implements Clause {
    public Measures {
      measures = List.copyOf(measures);
      if (field.kind() == Kind.TEXT || measures.isEmpty()) {
        throw new IllegalArgumentException(
            field.name() + ": name measures of an integer or a number");
      }
    }

    @Override
    public List<Column> columns() {
      return measures.stream().map(measure -> measure.column(field)).toList();
    }

    @Override
    public List<Member> members() {
      return List.of(new Member(field.name(), field.kind()));
    }

    @Override
    public State state(int[] slots) {
      return new ValuesState(this, slots[0]);
    }
  }

  /** How many records have each name. */
  record Frequency(String name, String comment) implements Clause {
    @Override
    public List<Column> columns() {
      return List.of(new Column(name.toLowerCase(Locale.ROOT), new MapOf(Scalar.BIGINT), comment));
    }

    @Override
    public List<Member> members() {
      return List.of(new Member(name, Kind.NAMES));
    }

    @Override
    public State state(int[] slots) {
      return new NamesState(slots[0], KeyOrder::sorted);
    }
  }

  /** The text that most records have. */
  record MostFrequent(String member, String name, String comment) implements Clause {
    @Override
    public List<Column> columns() {
      return List.of(new Column(name, Scalar.STRING, comment));
    }

    @Override
    public List<Member> members() {
      return List.of(new Member(member, Kind.TEXT));
    }

    @Override
    public State state(int[] slots) {
      return new NamesState(slots[0], NamesState::mostFrequent);
    }
  }

  /** The sum over periods of the amount that the last record of each says. */
  record TotalOfLast(Field amount, String period, String time) implements Clause {
    @Override
    public List<Column> columns() {
      return List.of(
          new Column(
              amount.column() + "_total",
              Scalar.DOUBLE,
              "total of %s: of each %s what is said last".formatted(amount.meaning(), period)));
    }

    @Override
    public List<Member> members() {
      return List.of(
          new Member(amount.name(), Kind.NUMBER),
          new Member(period, Kind.TEXT),
          new Member(time, Kind.INTEGER));
    }

    @Override
    public State state(int[] slots) {
      return new LastAmountsState(slots[0], slots[1], slots[2]);
    }
  }
}
