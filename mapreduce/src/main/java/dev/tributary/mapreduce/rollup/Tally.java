package dev.tributary.mapreduce.rollup;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** What all clauses know of one group. */
final class Tally {

  private final List<State> states;

  Tally(Declaration declaration, Projection projection) {
    states = declaration.clauses().stream().map(clause -> state(clause, projection)).toList();
  }

  private static State state(Clause clause, Projection projection) {
    int slot = clause.member().map(projection::slot).orElse(-1);
    if (clause instanceof Clause.Measures measures) {
      return new ValuesState(measures, slot);
    }
    return clause instanceof Clause.Frequency ? new NamesState(slot) : new CountState();
  }

  void add(Object[] row) {
    for (State state : states) {
      state.add(row);
    }
  }

  void write(DataOutput out) throws IOException {
    for (State state : states) {
      state.write(out);
    }
  }

  void merge(DataInput in) throws IOException {
    for (State state : states) {
      state.merge(in);
    }
  }

  /** How many things it holds, itself among them. */
  int size() {
    return 1 + states.stream().mapToInt(State::size).sum();
  }

  void values(List<Object> to) {
    states.forEach(state -> state.values(to));
  }
}
