package dev.tributary.mapreduce.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;

/**
 * What of a record, or of a view's row, a rollup needs: a slot for each group's field, then for
 * each member that a clause is about. A row holds the values, null for what is not there.
 */
final class Projection {

  private final List<Member> members = new ArrayList<>();
  private final List<int[]> slots = new ArrayList<>();
  private final int required;
  private final int day;

  Projection(Declaration declaration) {
    for (Field group : declaration.groups()) {
      members.add(new Member(group.name(), group.kind() == Kind.INTEGER ? Kind.INT : group.kind()));
    }
    required = declaration.required();
    for (Clause clause : declaration.clauses()) {
      slots.add(clause.members().stream().mapToInt(this::slot).toArray());
    }
    Partitions partitions = declaration.partitions();
    day = partitions.none() ? -1 : slot(new Member(partitions.field(), Kind.DAY));
  }

  private int slot(Member member) {
    if (!members.contains(member)) {
      members.add(member);
    }
    return members.indexOf(member);
  }

  /** The slots of the members of a clause. */
  int[] slots(int clause) {
    return slots.get(clause);
  }

  /** The day of a row of a table that is kept by {@code dt}, counted from 1970-01-01. */
  int day(Object[] row) {
    return (Integer) row[day];
  }

  /** The row of a record. */
  Object[] of(JsonNode record) throws UnreadableLineException {
    if (!record.isObject()) {
      throw new UnreadableLineException("not a JSON object");
    }
    Object[] row = new Object[members.size()];
    for (int slot = 0; slot < row.length; slot++) {
      Member member = members.get(slot);
      row[slot] = member.kind().of(record, member.name());
      if (row[slot] == null && slot < required) {
        throw new UnreadableLineException("no " + member.name());
      }
    }
    return row;
  }

  /** Whether a row counts in that group, whose totals are NULL. */
  boolean isOf(List<Object> group, Object[] row) {
    for (int slot = 0; slot < group.size(); slot++) {
      boolean total = group.get(slot) == null;
      if (total ? slot < required : !group.get(slot).equals(row[slot])) {
        return false;
      }
    }
    return true;
  }

  void write(List<Object[]> rows, DataOutput out) throws IOException {
    WritableUtils.writeVInt(out, rows.size());
    for (Object[] row : rows) {
      write(row, out);
    }
  }

  private static void write(Object[] row, DataOutput out) throws IOException {
    for (Object value : row) {
      out.writeBoolean(value != null);
      if (value instanceof String text) {
        Text.writeString(out, text);
      } else if (value instanceof Integer number) {
        out.writeInt(number);
      } else if (value instanceof Long number) {
        out.writeLong(number);
      } else if (value instanceof Double number) {
        out.writeDouble(number);
      } else if (value instanceof List<?> names) {
        WritableUtils.writeVInt(out, names.size());
        for (Object name : names) {
          Text.writeString(out, (String) name);
        }
      }
    }
  }

  List<Object[]> read(DataInput in) throws IOException {
    List<Object[]> rows = new ArrayList<>();
    for (int left = WritableUtils.readVInt(in); left > 0; left--) {
      rows.add(readRow(in));
    }
    return rows;
  }

  private Object[] readRow(DataInput in) throws IOException {
    Object[] row = new Object[members.size()];
    for (int slot = 0; slot < row.length; slot++) {
      if (in.readBoolean()) {
        row[slot] =
            switch (members.get(slot).kind()) {
              case TEXT, SCALAR -> Text.readString(in);
              case INT, DAY -> in.readInt();
              case INTEGER -> in.readLong();
              case NUMBER -> in.readDouble();
              case NAMES -> names(in);
            };
      }
    }
    return row;
  }

  private static List<String> names(DataInput in) throws IOException {
    List<String> names = new ArrayList<>();
    for (int left = WritableUtils.readVInt(in); left > 0; left--) {
      names.add(Text.readString(in));
    }
    return names;
  }
}
