package dev.tributary.mapreduce.rollup;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** What a clause knows of one group. It merges with others in any order to the same. */
interface State {

  /** Takes a record's row in. */
  void add(Object[] row);

  void write(DataOutput out) throws IOException;

  /** Takes in all that another of the same clause has written. */
  void merge(DataInput in) throws IOException;

  /** How many things it holds, each of some hundred bytes at most. */
  int size();

  /** Appends the values of the clause's columns. */
  void values(List<Object> to);
}
