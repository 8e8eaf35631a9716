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
 * What of a record a rollup needs: a slot for each group's field, then for each member that a
 * clause is about. A row holds the values of one record, null for what it lacks.
 */
final class Projection {

  private final List<Member> members = new ArrayList<>();
  private final int required;

  Projection(Declaration declaration) {
    for (Field group : declaration.groups()) {
      members.add(new Member(group.name(), group.kind() == Kind.INTEGER ? Kind.INT : group.kind()));
    }
    required = declaration.required();
    for (Clause clause : declaration.clauses()) {
      clause.member().filter(member -> !members.contains(member)).ifPresent(members::add);
    }
  }

  /** The slot of a member that the rollup needs. */
  int slot(Member member) {
    return members.indexOf(member);
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

  void write(Object[] row, DataOutput out) throws IOException {
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

  Object[] read(DataInput in) throws IOException {
    Object[] row = new Object[members.size()];
    for (int slot = 0; slot < row.length; slot++) {
      if (in.readBoolean()) {
        row[slot] =
            switch (members.get(slot).kind()) {
              case TEXT, SCALAR -> Text.readString(in);
              case INT -> in.readInt();
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
