package dev.tributary.mapreduce.rollup;

import dev.tributary.mapreduce.input.Examples;
import dev.tributary.mapreduce.input.ReadCounter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/**
 * A row for each group. Where the latest states are to count, any of them may be of any group, and
 * all groups are in memory at once.
 */
final class RollupReducer extends Reducer<BytesWritable, BytesWritable, LocalDate, List<?>> {

  private final DataInputBuffer in = new DataInputBuffer();
  private final Examples examples = new Examples();
  private Declaration declaration;
  private Projection projection;
  private GroupTable table;
  private boolean latest;

  @Override
  protected void setup(Context context) {
    declaration = Declaration.get(context.getConfiguration());
    projection = new Projection(declaration);
    table = new GroupTable(declaration, projection);
    latest = RollupTable.latest(context.getConfiguration());
  }

  @Override
  protected void reduce(BytesWritable key, Iterable<BytesWritable> values, Context context)
      throws IOException, InterruptedException {
    switch (Part.of(key)) {
      case LEFT_OUT -> {
        for (BytesWritable value : values) {
          examples.add(Examples.read(value.getBytes(), 0, value.getLength()));
        }
      }
      case STATE -> {
        LatestState state = new LatestState();
        for (BytesWritable value : values) {
          state.add(value);
        }
        for (Object[] row : projection.read(state.rows())) {
          table.add(row);
        }
        context.getCounter(ReadCounter.SUPERSEDED).increment(state.superseded());
      }
      case GROUP -> {
        for (BytesWritable value : values) {
          in.reset(value.getBytes(), value.getLength());
          table.merge(key, in);
        }
        if (!latest) {
          writeRows(context);
        }
      }
    }
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    writeRows(context);
    Path directory = FileOutputFormat.getWorkOutputPath(context);
    examples.write(
        directory.getFileSystem(context.getConfiguration()),
        directory,
        context.getTaskAttemptID().getTaskID().getId());
  }

  private void writeRows(Context context) throws IOException, InterruptedException {
    table.drain(
        (key, tally) -> {
          ByteBuffer group = ByteBuffer.wrap(key.getBytes(), 1, key.getLength() - 1);
          LocalDate dt =
              declaration.partitions().none()
                  ? null
                  : LocalDate.ofEpochDay(GroupKey.readInt(group));
          List<Object> row = GroupKey.read(declaration.groups(), group);
          tally.values(row);
          context.write(dt, row);
        });
  }
}
