package dev.tributary.mapreduce.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.mapreduce.input.Examples;
import dev.tributary.mapreduce.input.LeftOut;
import dev.tributary.mapreduce.input.RecordMapper;
import dev.tributary.mapreduce.input.StoredRecord;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.Text;

/** Records to tallies, one for each group; or to states, where only the latest is to count. */
final class RollupMapper extends RecordMapper<BytesWritable, BytesWritable> {

  private final BytesWritable key = new BytesWritable();
  private final BytesWritable value = new BytesWritable();
  private final DataOutputBuffer buffer = new DataOutputBuffer();
  private Declaration declaration;
  private View view;
  private Projection projection;
  private BuiltDays days;
  private GroupTable table;
  private boolean latest;
  private long most;

  @Override
  protected void setup(Context context) throws IOException {
    super.setup(context);
    declaration = Declaration.get(context.getConfiguration());
    view = declaration.view(context.getConfiguration());
    projection = new Projection(declaration);
    days = new BuiltDays(declaration, projection, context.getConfiguration());
    table = new GroupTable(declaration, projection);
    latest = RollupTable.latest(context.getConfiguration());
    most = RollupTable.most(context.getConfiguration());
  }

  @Override
  protected void map(StoredRecord record, Context context)
      throws IOException, InterruptedException, UnreadableLineException {
    List<Object[]> rows = rows(record.value());
    if (latest && identify(record.value())) {
      writeState(rows, record, context);
      return;
    }
    for (Object[] row : rows) {
      table.add(row);
    }
    if (table.size() > most) {
      drain(context);
    }
  }

  /** All of them are looked at before any counts: one that is wrong leaves the record out whole. */
  private List<Object[]> rows(JsonNode record) throws UnreadableLineException {
    List<Object[]> rows = new ArrayList<>();
    for (JsonNode each : view.rows(record)) {
      Object[] row = projection.of(each);
      if (days.have(row, place())) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** Sets the key of a state; false if the record does not say what it is a state of. */
  private boolean identify(JsonNode record) throws IOException, UnreadableLineException {
    buffer.reset();
    buffer.writeByte(Part.STATE.code());
    for (String member : declaration.states().identity()) {
      Object part = Kind.SCALAR.of(record, member);
      if (part == null) {
        return false;
      }
      Text.writeString(buffer, (String) part);
    }
    for (String member : declaration.states().optional()) {
      Object part = Kind.SCALAR.of(record, member);
      Text.writeString(buffer, part == null ? "" : (String) part); // as JSON no value is empty
    }
    set(key);
    return true;
  }

  private void writeState(List<Object[]> rows, StoredRecord record, Context context)
      throws IOException, InterruptedException, UnreadableLineException {
    Object recency = Kind.TEXT.of(record.value(), declaration.states().recency());
    buffer.reset();
    new Recency(recency == null ? "" : (String) recency, record.coordinates()).write(buffer);
    projection.write(rows, buffer);
    set(value);
    context.write(key, value);
  }

  @Override
  protected void end(Context context) throws IOException, InterruptedException {
    drain(context);
    for (LeftOut example : tally().examples()) {
      buffer.reset();
      buffer.writeByte(Part.LEFT_OUT.code());
      set(key);
      byte[] bytes = Examples.bytes(example);
      value.set(bytes, 0, bytes.length);
      context.write(key, value);
    }
  }

  private void drain(Context context) throws IOException, InterruptedException {
    table.drain(
        (group, tally) -> {
          buffer.reset();
          tally.write(buffer);
          set(value);
          context.write(group, value);
        });
  }

  private void set(BytesWritable bytes) {
    bytes.set(buffer.getData(), 0, buffer.getLength());
  }
}
