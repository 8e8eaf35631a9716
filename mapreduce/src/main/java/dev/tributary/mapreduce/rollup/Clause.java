package dev.tributary.mapreduce.rollup;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.MapOf;
import dev.tributary.catalog.table.ColumnType.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One thing that is said of each group: its columns, and what it wants of a record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "clause")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Clause.Count.class, name = "count"),
  @JsonSubTypes.Type(value = Clause.Measures.class, name = "measures"),
  @JsonSubTypes.Type(value = Clause.Frequency.class, name = "frequency")
})
sealed interface Clause {

  List<Column> columns();

  /** The member that it is about, if it is about one. */
  Optional<Member> member();

  /** How many records there are. */
  record Count(String name, String comment) implements Clause {
    @Override
    public List<Column> columns() {
      return List.of(new Column(name, Scalar.BIGINT, comment));
    }

    @Override
    public Optional<Member> member() {
      return Optional.empty();
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
    public Optional<Member> member() {
      return Optional.of(new Member(field.name(), field.kind()));
    }
  }

  /** How many records have each name. */
  record Frequency(String name, String comment) implements Clause {
    @Override
    public List<Column> columns() {
      return List.of(new Column(name.toLowerCase(Locale.ROOT), new MapOf(Scalar.BIGINT), comment));
    }

    @Override
    public Optional<Member> member() {
      return Optional.of(new Member(name, Kind.NAMES));
    }
  }
}
