package dev.tributary.mapreduce.rollup;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What all clauses know of one group. */
final class Tally {

  private final List<State> states = new ArrayList<>();

  Tally(Declaration declaration, Projection projection) {
    for (int i = 0; i < declaration.clauses().size(); i++) {
      states.add(declaration.clauses().get(i).state(projection.slots(i)));
    }
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
    int size = 1;
    for (State state : states) {
      size += state.size();
    }
    return size;
  }

  void values(List<Object> to) {
    states.forEach(state -> state.values(to));
  }
}
