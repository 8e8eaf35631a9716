package dev.tributary.mapreduce.weather;

import dev.tributary.mapreduce.input.Examples;
import dev.tributary.mapreduce.input.ExportedLine;
import dev.tributary.mapreduce.input.LeftOut;
import dev.tributary.mapreduce.input.Place;
import dev.tributary.mapreduce.input.ReadTally;
import dev.tributary.mapreduce.input.UnreadableLineException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/** Exported lines to rows, each in the partition that its file lies in. */
final class MessageMapper extends Mapper<Place, Text, LocalDate, List<?>> {

  private ReadTally tally;

  @Override
  protected void setup(Context context) {
    tally = new ReadTally(context);
  }

  @Override
  protected void map(Place place, Text line, Context context)
      throws IOException, InterruptedException {
    tally.line();
    try {
      ExportedLine exported = ExportedLine.parse(line);
      tally.place(Optional.of(exported.at()));
      context.write(dt(place), MessageTable.row(exported));
    } catch (UnreadableLineException e) {
      tally.leaveOut(new LeftOut(place, e.getMessage()));
    }
  }

  private static LocalDate dt(Place place) throws UnreadableLineException {
    return place
        .dt()
        .orElseThrow(
            () -> new UnreadableLineException("its file lies in no directory dt=YYYY-MM-DD"));
  }

  @Override
  protected void cleanup(Context context) throws IOException, InterruptedException {
    tally.close();
    Examples examples = new Examples();
    tally.examples().forEach(examples::add);
    Path directory = FileOutputFormat.getWorkOutputPath(context);
    examples.write(
        directory.getFileSystem(context.getConfiguration()),
        directory,
        context.getTaskAttemptID().getTaskID().getId());
  }
}
