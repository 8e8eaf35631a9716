package dev.tributary.mapreduce.audit;

import dev.tributary.catalog.audit.FileContent;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;

/** Reads the file that a line names, and tells what it holds. */
public final class ContentMapper extends Mapper<LongWritable, Text, NullWritable, Text> {

  @Override
  protected void map(LongWritable place, Text line, Context context)
      throws IOException, InterruptedException {
    Path path = new Path(line.toString());
    Optional<FileContent> content =
        FoundFiles.read(path.getFileSystem(context.getConfiguration()), path);
    if (content.isPresent()) {
      context.write(
          NullWritable.get(), new Text(ContentText.write(line.toString(), content.get())));
    }
    context.progress();
  }
}
